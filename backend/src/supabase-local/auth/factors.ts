// Owns a person's second factors: adding one, which counts once its first code was right, and taking one away.

import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { purposeOfFactor } from '../../secrets/sealed-columns.ts';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import { sendLater } from './send-auth-mail.ts';
import type { SessionCaller } from './session-caller.ts';
import { newTotp } from './totp.ts';
import { factorKind, hasSecondFactor, lockUser, type UserRow } from './users.ts';

const Name = z
  .string()
  .trim()
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds characters that cannot be stored');
export const EnrollBody = z.looseObject({
  factor_type: z.string(),
  friendly_name: Name.nullish(),
  issuer: Name.nullish(),
});
type EnrollBody = z.infer<typeof EnrollBody>;

const mostFactors = 10;
/** Milliseconds after which a factor that was begun and never used gives way. */
const patience = 600_000;

export const factorNotFound = () => new AuthError(404, 'mfa_factor_not_found', 'Factor not found');

/**
 * Begins a factor. @throws AuthError 403 `insufficient_aal`, 422 `mfa_factor_name_conflict`,
 * `too_many_enrolled_mfa_factors`, `mfa_phone_enroll_not_enabled`, `mfa_webauthn_enroll_not_enabled`.
 */
export async function enroll(ctx: AuthContext, { user, aal }: SessionCaller, body: EnrollBody) {
  refuseOtherTypes(body.factor_type);
  const name = body.friendly_name ?? '';
  const made = newTotp(body.issuer || new URL(ctx.deps.apiUrl).host, user.email || user.id);
  const id = randomUUID();
  await ctx.deps.admin.begin(async (tx) => {
    await dropAbandoned(ctx, tx, user.id);
    const current = (await lockUser(tx, user.id)) ?? user;
    if (hasSecondFactor(current) && aal !== 'aal2') {
      throw new AuthError(403, 'insufficient_aal', 'AAL2 required to enroll a new factor');
    }
    refuseCrowd(current, name);
    const now = ctx.deps.now();
    await tx`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, secret, created_at, updated_at)
      values (${id}, ${user.id}, ${name}, 'totp', ${ctx.deps.secrets.seal(made.secret, purposeOfFactor(id))}, ${now}, ${now})`;
  });
  return { id, type: 'totp', friendly_name: name, totp: made };
}

function refuseOtherTypes(type: string): void {
  if (type === 'totp') return;
  if (type === 'phone') throw new AuthError(422, 'mfa_phone_enroll_not_enabled', 'MFA enroll is disabled for Phone');
  if (type === 'webauthn') {
    throw new AuthError(422, 'mfa_webauthn_enroll_not_enabled', 'MFA enroll is disabled for WebAuthn');
  }
  throw new AuthError(400, 'validation_failed', 'factor_type needs to be totp');
}

function refuseCrowd({ factors }: UserRow, name: string): void {
  if (factors.filter(({ factor_type: type }) => type === factorKind.app).length >= mostFactors) {
    const message = 'Maximum number of verified factors reached, unenroll to continue';
    throw new AuthError(422, 'too_many_enrolled_mfa_factors', message);
  }
  if (name !== '' && factors.some((factor) => factor.friendly_name === name)) {
    const message = `A factor with the friendly name "${name}" for this user already exists`;
    throw new AuthError(422, 'mfa_factor_name_conflict', message);
  }
}

async function dropAbandoned(ctx: AuthContext, tx: TransactionSql, userId: string): Promise<void> {
  const before = new Date(ctx.deps.now().getTime() - patience);
  await tx`select from auth.users where id = ${userId} for no key update`;
  await tx`delete from auth.mfa_factors
    where user_id = ${userId} and status = 'unverified' and created_at < ${before}`;
}

/** Takes a factor away. @throws AuthError 404 `mfa_factor_not_found`, 422 `insufficient_aal`. */
export async function unenroll(ctx: AuthContext, { user, aal }: SessionCaller, factorId: string) {
  const factor = user.factors.find(({ id }) => id === factorId);
  if (factor?.status === 'verified' && aal !== 'aal2') {
    throw new AuthError(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor');
  }
  return removeFactor(ctx, user, factorId);
}

/** Takes a factor away, whoever asks. Without any left, sessions fall back to one factor. @throws as `unenroll`. */
export async function removeFactor(ctx: AuthContext, user: UserRow, factorId: string) {
  const { id: userId, factors } = user;
  const factor = factors.find(({ id }) => id === factorId);
  if (!factor) throw factorNotFound();
  const isCodes = factor.factor_type === factorKind.recovery;
  await ctx.deps.admin.begin(async (tx) => {
    await tx`select from auth.users where id = ${userId} for no key update`;
    await tx`delete from auth.mfa_factors where id = ${factorId} and user_id = ${userId}`;
    if (isCodes) await tx`delete from auth.mfa_recovery_codes where user_id = ${userId}`;
    await tx`update auth.sessions set aal = 'aal1', updated_at = ${ctx.deps.now()},
        amr = (select coalesce(jsonb_agg(m), '[]') from jsonb_array_elements(amr) m where m ->> 'method' not in ('totp', 'mfa/recovery_code', 'recovery_code'))
      where user_id = ${userId} and aal = 'aal2' and not exists (
        select from auth.mfa_factors where user_id = ${userId} and status = 'verified')`;
    await tx`delete from auth.mfa_recovery_codes where user_id = ${userId} and not exists (
      select from auth.mfa_factors where user_id = ${userId} and status = 'verified')`;
    if (isCodes) await noteSecurity(tx, userId, 'recovery_codes_dropped');
    else if (factor.status === 'verified') await noteSecurity(tx, userId, 'second_factor_removed');
  });
  const counted = !isCodes && factor.status === 'verified';
  if (counted && user.email) sendLater(ctx, { kind: 'second_factor_removed', user, to: user.email });
  return { id: factorId };
}
