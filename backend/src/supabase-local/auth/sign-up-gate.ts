// Owns who may make an account: anybody, or, where the install says so, only its first person and whoever is invited.
import type { Sql, TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';

/** Goes by the address alone, known or not, so that the answer tells nothing of who has an account. */
export async function mayJoin({ deps }: AuthContext, sql: Sql | TransactionSql, email: string): Promise<boolean> {
  if (deps.env.KITH_SIGN_UP === 'open') return true;
  const [row] = await sql<{ allowed: boolean }[]>`
    select not exists (select from auth.users where deleted_at is null) or exists (
      select from app.invitations where email = ${email} and accepted_at is null and revoked_at is null
        and expires_at > ${deps.now()}) as allowed`;
  return row?.allowed ?? false;
}

/** @throws AuthError 422 `signup_disabled`. */
export async function requireMayJoin(ctx: AuthContext, sql: Sql | TransactionSql, email: string): Promise<void> {
  if (await mayJoin(ctx, sql, email)) return;
  throw new AuthError(422, 'signup_disabled', 'Signups not allowed for this instance');
}
