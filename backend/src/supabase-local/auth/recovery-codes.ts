// Owns recovery codes: ten, shown once, each good once for the second factor when its device is out of reach. Clients see
// them as a factor of their own kind, as on a Supabase project.
import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import type { SessionCaller } from './session-caller.ts';
import { factorKind, lockUser, recoveryFactorName, type UserRow } from './users.ts';

const howMany = 10;
/** Base32, as clients know these codes: sixteen letters are 80 random bits. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const length = 16;
/** Milliseconds in which a code of the app counts as given just now. */
const freshness = 300_000;

/** Clients may send a name; the set has one of its own. */
export const GenerateBody = z.looseObject({ friendly_name: z.string().max(100).nullish() });

const noCodes = () => new AuthError(404, 'mfa_factor_not_found', 'The user has not enrolled recovery codes');
const setOf = ({ factors }: UserRow) => factors.find(({ factor_type: type }) => type === factorKind.recovery);

/** How many codes somebody has left. @throws AuthError 404 `mfa_factor_not_found` without any. */
export async function recoveryState({ deps }: AuthContext, { user }: SessionCaller) {
  const set = setOf(user);
  if (!set) throw noCodes();
  const [row] = await deps.admin<{ total: number; remaining: number }[]>`
    select count(*)::int as total, count(*) filter (where used_at is null)::int as remaining
    from auth.mfa_recovery_codes where user_id = ${user.id}`;
  return { id: set.id, type: set.factor_type, total: row?.total ?? 0, remaining: row?.remaining ?? 0 };
}

/**
 * Makes the first set of codes. They are told this once.
 * @throws AuthError 422 `mfa_recovery_codes_sole_factor`, `mfa_verified_factor_exists`, and as `regenerateCodes`.
 */
export async function generateCodes(ctx: AuthContext, caller: SessionCaller) {
  if (!caller.user.factors.some(({ status }) => status === 'verified')) {
    throw new AuthError(422, 'mfa_recovery_codes_sole_factor', 'Recovery codes cannot be the only factor');
  }
  requireFreshCode(ctx, caller);
  return replaceCodes(ctx, caller, (has) => {
    if (has) throw new AuthError(422, 'mfa_verified_factor_exists', 'Recovery codes exist, regenerate them instead');
  });
}

/**
 * Makes new codes; older ones end.
 * @throws AuthError 404 `mfa_factor_not_found`, 403 `insufficient_aal`, and 403 `reauthentication_needed` unless a code of the
 *   app was given within five minutes.
 */
export async function regenerateCodes(ctx: AuthContext, caller: SessionCaller) {
  if (!setOf(caller.user)) throw noCodes();
  requireFreshCode(ctx, caller);
  return replaceCodes(ctx, caller, () => undefined);
}

/** Does away with all codes. @throws AuthError 404 `mfa_factor_not_found`, 403 `insufficient_aal`. */
export async function dropCodes(ctx: AuthContext, { user, aal }: SessionCaller) {
  const set = setOf(user);
  if (!set) throw noCodes();
  requireSecondLevel(aal);
  await ctx.deps.admin.begin(async (tx) => {
    await lockUser(tx, user.id);
    await tx`delete from auth.mfa_recovery_codes where user_id = ${user.id}`;
    await noteSecurity(tx, user.id, 'recovery_codes_dropped');
  });
  return { id: set.id };
}

function requireSecondLevel(aal: SessionCaller['aal']): void {
  if (aal !== 'aal2') throw new AuthError(403, 'insufficient_aal', 'AAL2 required to manage recovery codes');
}

/** A session that was left open, or that a recovery code itself lifted, must not make more of them. */
function requireFreshCode(ctx: AuthContext, { aal, amr }: SessionCaller): void {
  requireSecondLevel(aal);
  const given = amr.find(({ method }) => method === 'totp');
  if (!given || ctx.deps.now().getTime() - given.timestamp * 1000 > freshness) {
    throw new AuthError(403, 'reauthentication_needed', 'Give the code of your authenticator app first.');
  }
}

async function replaceCodes(ctx: AuthContext, { user }: SessionCaller, check: (has: boolean) => void) {
  const codes = Array.from({ length: howMany }, newCode);
  const now = ctx.deps.now();
  const set = await ctx.deps.admin.begin(async (tx) => {
    const current = await lockUser(tx, user.id);
    check(current !== undefined && setOf(current) !== undefined);
    await tx`delete from auth.mfa_recovery_codes where user_id = ${user.id}`;
    const rows = codes.map((code) => ({
      code_hash: hashRecoveryCode(ctx, user.id, code),
      user_id: user.id,
      created_at: now,
    }));
    await tx`insert into auth.mfa_recovery_codes ${tx(rows)}`;
    await noteSecurity(tx, user.id, 'recovery_codes_made');
    return readSet(tx, user.id);
  });
  return { id: set?.id, type: factorKind.recovery, friendly_name: recoveryFactorName, total: howMany, codes };
}

async function readSet(tx: TransactionSql, userId: string) {
  const user = await lockUser(tx, userId);
  return user && setOf(user);
}

const newCode = (): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The code as it was made, from what somebody typed: case, spaces, dashes and look-alikes do not matter. */
const plain = (typed: string) => typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');

/** What the database keeps of a code. Its key is not in the database. */
export function hashRecoveryCode({ deps }: AuthContext, userId: string, code: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', deps.keys.secretKey, '', 'kith recovery codes', 32));
  return createHmac('sha256', key)
    .update(`${userId}:${plain(code)}`)
    .digest();
}
