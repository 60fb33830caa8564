// Owns moving an account to another address: both addresses confirm, in any order, then the account moves.
// Whether the new address is the mover's own, shows only where it is confirmed in the browser or the session that asked.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { emailTaken, takenAsError } from './email-taken.ts';
import { beginFlow, type PkceFields } from './flow-state.ts';
import { noteSecurity } from './note-security.ts';
import { dropTokens, issueToken, type TokenRow } from './one-time-tokens.ts';
import type { Letter } from './send-auth-mail.ts';
import { findUserByEmail, findUserById, type UserRow } from './users.ts';

const sides = ['current', 'new'] as const;
type Side = (typeof sides)[number];
const tokenOf = { current: 'email_change_token_current', new: 'email_change_token_new' } as const;

export interface EmailChangeMail {
  pkce: PkceFields;
  redirectTo: string | undefined;
}

/** Notes the wanted address; what was under way before is off. @throws AuthError 422 `email_exists`. */
export async function noteEmailChange(ctx: AuthContext, tx: TransactionSql, user: UserRow, email: string) {
  if (await findUserByEmail(tx, email)) throw emailTaken();
  await dropTokens(tx, user.id, [tokenOf.current, tokenOf.new]);
  await tx`update auth.users set email_change = ${email}, email_change_confirmed_by = null,
    updated_at = ${ctx.deps.now()} where id = ${user.id}`;
}

/** Prepares the mails to each address that has not agreed yet. */
export async function writeEmailChange(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  { pkce, redirectTo }: EmailChangeMail,
): Promise<Letter[]> {
  const flowStateId = await beginFlow(ctx, tx, pkce, 'email_change');
  await tx`update auth.users set email_change_sent_at = ${ctx.deps.now()} where id = ${user.id}`;
  const letters: Letter[] = [];
  for (const side of sides) {
    const to = addressOf(user, side);
    if (!to || user.email_change_confirmed_by === side) continue;
    const token = { userId: user.id, type: tokenOf[side], sentTo: to, flowStateId };
    const secrets = await issueToken(ctx, tx, token);
    letters.push({ kind: `email_change_${side}`, user, to, secrets, redirectTo });
  }
  return letters;
}

const addressOf = (user: UserRow, side: Side) => (side === 'new' ? user.email_change : user.email);

/** Takes the word of one side. @returns true when the account has moved. @throws AuthError 422 `email_exists`. */
export async function acceptEmailChange(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  token: TokenRow,
): Promise<boolean> {
  const side: Side = token.token_type === tokenOf.new ? 'new' : 'current';
  const other: Side = side === 'new' ? 'current' : 'new';
  if (addressOf(user, other) && user.email_change_confirmed_by !== other) {
    await tx`update auth.users set email_change_confirmed_by = ${side} where id = ${user.id}`;
    return false;
  }
  await moveAccount(ctx, tx, user);
  return true;
}

/**
 * Mails to the address before must not open the account any more. The new address is confirmed and not proven: who clicked may be
 * somebody whose address a stranger has moved their own account to. At its first proof that stranger's ways in end (`proveAddress`).
 */
async function moveAccount(ctx: AuthContext, tx: TransactionSql, user: UserRow): Promise<void> {
  const now = ctx.deps.now();
  const moved = tx`update auth.users set email = email_change, email_change = null, email_change_confirmed_by = null,
    email_confirmed_at = ${now}, email_proven_at = null, updated_at = ${now} where id = ${user.id}`;
  await moved.catch(takenAsError);
  await tx`update auth.identities set updated_at = ${now}, identity_data = identity_data ||
    jsonb_build_object('email', ${user.email_change}::text, 'email_verified', true)
    where user_id = ${user.id} and provider = 'email'`;
  await dropTokens(tx, user.id);
  await noteSecurity(tx, user.id, 'email_changed', { email: [user.email, user.email_change] });
}

/** Notes that the one who moved the account reads the new mailbox: it was confirmed where the change was asked for. */
export async function proveMove(ctx: AuthContext, tx: TransactionSql, userId: string): Promise<void> {
  await tx`update auth.users set email_proven_at = ${ctx.deps.now()} where id = ${userId}`;
}

/** The user as the database has it now. */
export async function reread(tx: TransactionSql, user: UserRow): Promise<UserRow> {
  return (await findUserById(tx, user.id)) ?? user;
}
