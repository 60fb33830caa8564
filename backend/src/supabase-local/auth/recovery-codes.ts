// Owns recovery codes: ten, shown once, each good once for the second factor when its device is out of reach.
import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import type { SessionCaller } from './session-caller.ts';
import { lockUser } from './users.ts';

const howMany = 10;
/** Crockford's alphabet: no letter that reads as another or as a digit. Ten of them are 50 random bits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** Milliseconds in which a code of the app counts as given just now. */
const freshness = 300_000;

export interface RecoveryState {
  /** Codes that were not used yet. */
  remaining: number;
  /** When they were made, RFC 3339; null when there are none. */
  created_at: string | null;
}

/** How many codes somebody has left. */
export async function recoveryState({ deps }: AuthContext, { user }: SessionCaller): Promise<RecoveryState> {
  const [row] = await deps.admin<{ remaining: number; made: Date | null }[]>`
    select count(*) filter (where used_at is null)::int as remaining, max(created_at) as made
    from auth.mfa_recovery_codes where user_id = ${user.id}`;
  return { remaining: row?.remaining ?? 0, created_at: row?.made?.toISOString() ?? null };
}

/**
 * Makes ten new codes; older ones end. They are told this once.
 * @throws AuthError 403 `reauthentication_needed` unless a code of the app was given within five minutes.
 */
export async function makeRecoveryCodes(ctx: AuthContext, { user, aal, amr }: SessionCaller) {
  const now = ctx.deps.now();
  const given = amr.find(({ method }) => method === 'totp');
  if (aal !== 'aal2' || !given || now.getTime() - given.timestamp * 1000 > freshness) {
    throw new AuthError(403, 'reauthentication_needed', 'Give the code of your authenticator app first.');
  }
  const codes = Array.from({ length: howMany }, newCode);
  await ctx.deps.admin.begin(async (tx) => {
    await lockUser(tx, user.id);
    await tx`delete from auth.mfa_recovery_codes where user_id = ${user.id}`;
    const rows = codes.map((code) => ({
      code_hash: hashRecoveryCode(ctx, user.id, code),
      user_id: user.id,
      created_at: now,
    }));
    await tx`insert into auth.mfa_recovery_codes ${tx(rows)}`;
    await noteSecurity(tx, user.id, 'recovery_codes_made');
  });
  return { codes };
}

function newCode(): string {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** The code as it was made, from what somebody typed: case, spaces and look-alikes do not matter. */
const plain = (typed: string) => typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');

/** What the database keeps of a code. Its key is not in the database. */
export function hashRecoveryCode({ deps }: AuthContext, userId: string, code: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', deps.keys.secretKey, '', 'kith recovery codes', 32));
  return createHmac('sha256', key)
    .update(`${userId}:${plain(code)}`)
    .digest();
}
