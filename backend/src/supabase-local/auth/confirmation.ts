// Owns proving an address by mail: the mail to an address that is not proven yet, and what proving it does.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { issueToken, type TokenRow } from './one-time-tokens.ts';
import type { Letter } from './send-auth-mail.ts';
import type { UserRow } from './users.ts';

export interface ConfirmationMail {
  kind: 'signup' | 'invite';
  /** The password that confirming brings into force. */
  encryptedPassword?: string | null;
  flowStateId?: string | null;
  redirectTo?: string | undefined;
}

/** Prepares the mail that proves a user's address. */
export async function writeConfirmation(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  { kind, encryptedPassword = null, flowStateId = null, redirectTo }: ConfirmationMail,
): Promise<Letter> {
  const to = user.email ?? '';
  const token = { userId: user.id, type: 'confirmation_token', sentTo: to, encryptedPassword, flowStateId } as const;
  const secrets = await issueToken(ctx, tx, token);
  const now = ctx.deps.now();
  const column = kind === 'invite' ? 'invited_at' : 'confirmation_sent_at';
  await tx`update auth.users set ${tx(column)} = ${now} where id = ${user.id}`;
  return { kind, user, to, secrets, redirectTo };
}

/**
 * Marks the address as proven. The only password that stays is the one of the very sign-up that is confirmed: any other
 * may have been set by somebody who does not own the mailbox.
 */
export async function confirmAddress(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  token: TokenRow,
): Promise<void> {
  const now = ctx.deps.now();
  await tx`update auth.users set email_proven_at = ${now} where id = ${user.id}`;
  if (user.email_confirmed_at) return;
  await tx`update auth.users set email_confirmed_at = ${now}, updated_at = ${now},
    encrypted_password = ${token.encrypted_password} where id = ${user.id}`;
  await tx`update auth.identities set updated_at = ${now}, identity_data = identity_data || '{"email_verified": true}'
    where user_id = ${user.id} and provider = 'email'`;
}
