// Owns the mail to an address that is not proven yet.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { issueToken } from './one-time-tokens.ts';
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
