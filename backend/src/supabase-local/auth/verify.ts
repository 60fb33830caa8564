// Owns redeeming what came by mail: a token or a code becomes a session, or half of a change of address.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { Email } from './body.ts';
import type { AuthContext } from './context.ts';
import { acceptEmailChange, proveMove, reread } from './email-change.ts';
import { AuthError, invalid } from './errors.ts';
import { checkPhone } from './not-offered.ts';
import { noteFailure } from './note-failure.ts';
import { type TokenRow, type TokenType, takeCode, takeToken } from './one-time-tokens.ts';
import { proveAddress } from './prove-address.ts';
import type { RequestFacts } from './request-facts.ts';
import { requireSession } from './session-caller.ts';
import { beginSession, continueSession, issueSession, refuseBanned } from './sessions.ts';
import { findUserByEmail, findUserById, type UserRow } from './users.ts';

/** What each `type` of a client may redeem. */
export const redeemable = {
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  magiclink: ['recovery_token', 'confirmation_token'],
  email: ['recovery_token', 'confirmation_token'],
  recovery: ['recovery_token'],
  email_change: ['email_change_token_new', 'email_change_token_current'],
} as const satisfies Record<string, TokenType[]>;

export const VerifyType = z.enum(['signup', 'invite', 'magiclink', 'email', 'recovery', 'email_change']);
export const VerifyBody = z.looseObject({
  type: z.string(),
  token_hash: z.string().max(500).optional(),
  token: z.string().max(500).optional(),
  email: Email.optional(),
  phone: z.string().optional(),
});
type VerifyBody = z.infer<typeof VerifyBody>;

/** One answer for every secret that is wrong, used or late. */
export const expired = () => new AuthError(403, 'otp_expired', 'Token has expired or is invalid');
export const halfMoved = 'Confirmation link accepted. Please proceed to confirm link sent to the other email';
/** Whoever reads the new mailbox need not be who set the account up, so nobody is signed in by it. */
export const moved = 'Address confirmed: the account has moved to it. Go on where the change was asked for, or sign in';

/**
 * Redeems a token or code.
 * @param bearer of a session that a change of address is confirmed in; then that session goes on.
 * @throws AuthError 403 `otp_expired`, also for every phone; 429 after many wrong codes, 400 `user_banned`.
 */
export async function verifyOtp(ctx: AuthContext, body: VerifyBody, from: RequestFacts, bearer: string | null) {
  if (body.phone) refusePhone(body.phone);
  const type = VerifyType.safeParse(body.type);
  if (!type.success) throw invalid('Unsupported verification type');
  const take = await taking(ctx, body, [...redeemable[type.data]], from.network);
  const caller = bearer && type.data === 'email_change' ? await requireSession(ctx, bearer) : null;
  const result = await ctx.deps.admin.begin(async (tx) => {
    // A refusal is returned, not thrown: a wrong code that was counted must stay counted.
    const token = await take(tx);
    if (!token) return 'refused';
    const { user, told } = await redeem(ctx, tx, token);
    if (told === moved && caller?.user.id === user.id) {
      await proveMove(ctx, tx, user.id);
      return continueSession(ctx, tx, user, caller.sessionId);
    }
    return told ? { told } : beginSession(ctx, tx, user, { method: 'otp', from });
  });
  if (result === 'refused') {
    if (body.email) noteFailure(ctx, (await findUserByEmail(ctx.deps.admin, body.email))?.id, 'otp');
    throw expired();
  }
  if (body.email) await ctx.codes.forget({ email: body.email, from: from.network });
  if ('told' in result) return { code: '200', msg: result.told };
  return issueSession(ctx, result.user, result.session, result.refreshToken);
}

/** No code was ever sent to a phone, so none is right. @throws AuthError always. */
function refusePhone(phone: string): never {
  checkPhone(phone);
  throw expired();
}

async function taking(ctx: AuthContext, body: VerifyBody, types: TokenType[], from: string) {
  const { token_hash: token, token: code, email: address } = body;
  if (token && (code || address)) throw invalid('Only the token_hash and type should be provided');
  if (token) return (tx: TransactionSql) => takeToken(ctx, tx, token, types);
  if (!code || !address) throw invalid('Verify requires a token_hash, or a token and an email');
  const { underFire } = await ctx.codes.spend({ email: address, from });
  return (tx: TransactionSql) => takeCode(ctx, tx, { address, code, from, ownOnly: underFire }, types);
}

/** Whose token it was, who has proven to own the mailbox; `told`: what there is to say where no session may come of it. */
interface Redeemed {
  user: UserRow;
  told?: string;
}

/** Does what a token stands for. Its user is locked. */
export async function redeem(ctx: AuthContext, tx: TransactionSql, token: TokenRow): Promise<Redeemed> {
  const user = await findUserById(tx, token.user_id);
  if (!user) throw expired();
  refuseBanned(ctx, user);
  if (token.token_type.startsWith('email_change')) {
    const whole = await acceptEmailChange(ctx, tx, user, token);
    return { user: await reread(tx, user), told: whole ? moved : halfMoved };
  }
  // A link that the secret key made opens the account, and tells nothing of who reads the mailbox.
  const unsent = token.token_type === 'recovery_token' && token.asked_from === null;
  if (!(unsent && user.email_confirmed_at)) await proveAddress(ctx, tx, user, token.encrypted_password);
  return { user: await reread(tx, user) };
}
