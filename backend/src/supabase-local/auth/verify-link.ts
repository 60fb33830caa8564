// Owns following the link of a mail: the browser is sent on with a session, a code to trade, or the reason why not.
import type { Context } from 'hono';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { giveCode } from './flow-state.ts';
import { takeToken } from './one-time-tokens.ts';
import { redirectTarget, withFragment, withQuery } from './redirects.ts';
import { type RequestFacts, requestFacts } from './request-facts.ts';
import { beginSession, issueSession } from './sessions.ts';
import { expired, halfMoved, redeem, redeemable, VerifyType } from './verify.ts';

interface Link {
  token: string;
  type: string;
  from: RequestFacts;
}
type Followed = Record<'query' | 'fragment', Record<string, string | number>>;

/** Answers `GET /verify` with 303. Mail programs that only look (HEAD) use nothing up. */
export async function followLink(ctx: AuthContext, c: Context): Promise<Response> {
  c.header('referrer-policy', 'no-referrer');
  if (c.req.method === 'HEAD') return c.body(null, 200);
  const { token = '', type = '', redirect_to: wanted } = c.req.query();
  const target = redirectTarget(ctx, wanted);
  const from = requestFacts(ctx, c);
  const { query, fragment } = await redeemLink(ctx, { token, type, from }).catch((error: unknown) =>
    explain(ctx, error),
  );
  const withFacts = Object.keys(query).length > 0 ? withQuery(target, query) : target;
  return c.redirect(Object.keys(fragment).length > 0 ? withFragment(withFacts, fragment) : withFacts, 303);
}

async function redeemLink(ctx: AuthContext, { token, type, from }: Link): Promise<Followed> {
  const known = VerifyType.safeParse(type);
  if (!known.success || !token) throw expired();
  const result = await ctx.deps.admin.begin(async (tx) => {
    const row = await takeToken(ctx, tx, token, [...redeemable[known.data]]);
    if (!row) throw expired();
    const user = await redeem(ctx, tx, row);
    if (!user) return null;
    if (row.flow_state_id) return giveCode(ctx, tx, row.flow_state_id, user.id);
    return beginSession(ctx, tx, user, { method: 'otp', from });
  });
  if (result === null) return { query: { message: halfMoved }, fragment: { message: halfMoved } };
  if (typeof result === 'string') return { query: { code: result }, fragment: {} };
  const { user: _user, ...session } = await issueSession(ctx, result.user, result.session, result.refreshToken);
  return { query: {}, fragment: { ...session, type } };
}

/** Clients read the reason from the query or from the fragment, by their flow. */
function explain({ deps }: AuthContext, error: unknown): Followed {
  const facts = error instanceof AuthError ? refusal(error) : failure;
  if (facts === failure) deps.log.error({ err: error }, 'following a link failed');
  return { query: facts, fragment: facts };
}

const refusal = ({ code, message }: AuthError) => ({
  error: 'access_denied',
  error_code: code,
  error_description: code === 'otp_expired' ? 'Email link is invalid or has expired' : message,
});
const failure = {
  error: 'server_error',
  error_code: 'unexpected_failure',
  error_description: 'Something failed on the server. Try again.',
};
