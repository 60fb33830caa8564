// Owns proving once more, by a code in a mail, that the person at a session is its owner.
import type { AuthContext } from './context.ts';
import { AuthError, invalid } from './errors.ts';
import { issueToken, takeCode } from './one-time-tokens.ts';
import { sendLater } from './send-auth-mail.ts';
import type { SessionCaller } from './session-caller.ts';
import type { UserRow } from './users.ts';

/** Sends the code. @throws AuthError `over_email_send_rate_limit`. */
export async function reauthenticate(ctx: AuthContext, { user }: SessionCaller): Promise<void> {
  const to = user.email;
  if (!to) throw invalid('Reauthentication requires the user to have an email or a phone number');
  await ctx.mails.spend({ email: to, from: user.id });
  const secrets = await ctx.deps.admin.begin(async (tx) => {
    await tx`update auth.users set reauthentication_sent_at = ${ctx.deps.now()} where id = ${user.id}`;
    return issueToken(ctx, tx, { userId: user.id, type: 'reauthentication_token', sentTo: to });
  });
  sendLater(ctx, { kind: 'reauthentication', user, to, secrets });
}

/** Uses the code up. @throws AuthError 422 `reauthentication_not_valid`, 429 after many wrong ones. */
export async function checkNonce(ctx: AuthContext, user: UserRow, nonce: string): Promise<void> {
  const address = user.email ?? '';
  // Counted apart from codes to sign in by, which anybody may guess.
  const guesser = `nonce of ${user.id}`;
  await ctx.guesses.spend(guesser);
  const token = await ctx.deps.admin.begin((tx) =>
    takeCode(ctx, tx, { address, code: nonce }, ['reauthentication_token']),
  );
  if (token?.user_id !== user.id) {
    throw new AuthError(422, 'reauthentication_not_valid', 'Nonce has expired or is invalid');
  }
  await ctx.guesses.forget(guesser);
}
