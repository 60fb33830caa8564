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
  /** The network that asked for it. */
  network?: string;
}

/** Prepares the mail that proves a user's address. */
export async function writeConfirmation(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  { kind, encryptedPassword = null, flowStateId = null, redirectTo, network }: ConfirmationMail,
): Promise<Letter> {
  const to = user.email ?? '';
  const type = 'confirmation_token';
  const token = { userId: user.id, type, sentTo: to, encryptedPassword, flowStateId, askedFrom: network } as const;
  const secrets = await issueToken(ctx, tx, token);
  const now = ctx.deps.now();
  const column = kind === 'invite' ? 'invited_at' : 'confirmation_sent_at';
  await tx`update auth.users set ${tx(column)} = ${now} where id = ${user.id}`;
  return { kind, user, to, secrets, redirectTo };
}
