// Owns following the link of a mail: the browser is sent on with a session, a code to trade, or the reason why not.
import type { Context } from 'hono';
import type { AuthContext } from './context.ts';
import { giveCode, methodOfFlow, waitsForTrade } from './flow-state.ts';
import { explain, type Followed, leadTo } from './lead-to.ts';
import { dropTokens, findToken } from './one-time-tokens.ts';
import { redirectTarget } from './redirects.ts';
import { type RequestFacts, requestFacts } from './request-facts.ts';
import { beginSession, issueSession } from './sessions.ts';
import { expired, halfMoved, moved, redeem, redeemable, VerifyType } from './verify.ts';

interface Link {
  token: string;
  type: string;
  from: RequestFacts;
}

/** Answers `GET /verify` with 303; `redirect_to` is checked before. Mail programs that only look (HEAD) use nothing up. */
export async function followLink(ctx: AuthContext, c: Context): Promise<Response> {
  c.header('referrer-policy', 'no-referrer');
  if (c.req.method === 'HEAD') return c.body(null, 200);
  const { token = '', type = '', redirect_to: wanted } = c.req.query();
  const target = redirectTarget(ctx, wanted);
  const from = requestFacts(ctx, c);
  const followed = await redeemLink(ctx, { token, type, from }).catch((error: unknown) =>
    explain(ctx, error, 'following a link failed'),
  );
  return leadTo(c, target, followed);
}

async function redeemLink(ctx: AuthContext, { token, type, from }: Link): Promise<Followed> {
  const known = VerifyType.safeParse(type);
  if (!known.success || !token) throw expired();
  const result = await ctx.deps.admin.begin(async (tx) => {
    const row = await findToken(ctx, tx, token, [...redeemable[known.data]]);
    if (!row) throw expired();
    const method = row.flow_state_id && (await methodOfFlow(tx, row.flow_state_id));
    if (row.flow_state_id && method && waitsForTrade(method)) {
      return giveCode(ctx, tx, row.flow_state_id, { userId: row.user_id });
    }
    await dropTokens(tx, row.user_id, [row.token_type]);
    const { user, told } = await redeem(ctx, tx, row);
    if (told === halfMoved) return { told };
    if (row.flow_state_id) return giveCode(ctx, tx, row.flow_state_id, { userId: user.id });
    return told ? { told } : beginSession(ctx, tx, user, { method: 'otp', from });
  });
  if (typeof result === 'object' && 'told' in result) return sayOnly(result.told);
  if (typeof result === 'string') return { query: { code: result, type }, fragment: {} };
  const { user: _user, ...session } = await issueSession(ctx, result.user, result.session, result.refreshToken);
  return { query: {}, fragment: { ...session, type } };
}

/** `type` tells that the account has moved, from one that waits for the other address. */
function sayOnly(message: string): Followed {
  const facts = { message, ...(message === moved && { type: 'email_change' }) };
  return { query: facts, fragment: facts };
}
