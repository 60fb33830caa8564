// Owns the return from another provider: the answer is checked against what was noted, and a session begins.
import type { Context } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { authorizationCodeGrant, fetchUserInfo } from 'openid-client';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { reread } from './email-change.ts';
import { AuthError } from './errors.ts';
import { giveCode } from './flow-state.ts';
import { linkIdentity, userOfSession } from './identities.ts';
import { rememberDevice } from './known-device.ts';
import { explain, type Followed, leadTo } from './lead-to.ts';
import { callbackOf, oauthLifetime, stateCookie } from './oauth-begin.ts';
import { type Profile, userOfProfile } from './oauth-user.ts';
import { redirectTarget } from './redirects.ts';
import { hashToken } from './refresh-tokens.ts';
import { requestFacts } from './request-facts.ts';
import { beginSession, continueSession, issueSession, refuseBanned } from './sessions.ts';

interface StateRow {
  provider: string;
  nonce: string;
  code_verifier: string;
  redirect_to: string;
  flow_state_id: string | null;
  /** The session that asked to link; null for a sign-in. */
  link_session_id: string | null;
  created_at: Date;
}

/** What was noted, and whether this is the browser that left. */
type Returned = StateRow & { sameBrowser: boolean };

const Claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).toLowerCase().optional(),
  // Some providers write it as a text.
  email_verified: z.union([z.boolean(), z.stringbool()]).default(false),
  name: z.string().max(200).optional(),
  picture: z.string().max(1000).optional(),
});

/** Answers `GET /callback` with 303 to where the sign-in began. */
export async function returnFromOAuth(ctx: AuthContext, c: Context): Promise<Response> {
  c.header('referrer-policy', 'no-referrer');
  const state = c.req.query('state') ?? '';
  const row = await takeState(ctx, state, getCookie(c, stateCookie(state)));
  deleteCookie(c, stateCookie(state), { path: '/auth/v1/callback' });
  const target = row?.redirect_to ?? redirectTarget(ctx, undefined);
  const followed = await finish(ctx, c, row, state).catch((error: unknown) =>
    explain(ctx, error, 'a sign-in elsewhere failed'),
  );
  return leadTo(c, target, followed);
}

/**
 * Uses the row up; undefined when it is unknown, late, or another browser's. Linking by PKCE needs no cookie, which pages of
 * other origins cannot bring: what is linked waits for the verifier, and that is where the linking began.
 */
async function takeState(ctx: AuthContext, state: string, cookie: string | undefined): Promise<Returned | undefined> {
  const [row] = await ctx.deps.admin<StateRow[]>`
    delete from auth.oauth_states where state_hash = ${hashToken(state)} returning *`;
  const late = row && ctx.deps.now().getTime() - row.created_at.getTime() > oauthLifetime;
  const sameBrowser = cookie === state;
  const waits = row?.link_session_id && row.flow_state_id;
  return row && !late && (sameBrowser || waits) ? { ...row, sameBrowser } : undefined;
}

async function finish(ctx: AuthContext, c: Context, row: Returned | undefined, state: string): Promise<Followed> {
  if (!row) throw new AuthError(400, 'bad_oauth_state', 'OAuth state is unknown, was used or is too old. Begin again.');
  const refused = c.req.query('error');
  if (refused) throw new AuthError(403, 'oauth_refused', `The provider answered ${refused.slice(0, 60)}.`);
  const profile = await readProfile(ctx, c, row, state);
  const from = requestFacts(ctx, c);
  const result = await ctx.deps.admin.begin(async (tx) => {
    const sessionId = row.link_session_id;
    if (sessionId && row.flow_state_id && !row.sameBrowser) {
      const userId = await userOfSession(tx, sessionId);
      return giveCode(ctx, tx, row.flow_state_id, { userId, sessionId, identity: profile });
    }
    const user = sessionId ? await linkIdentity(ctx, tx, sessionId, profile) : await userOfProfile(ctx, tx, profile);
    refuseBanned(ctx, user);
    if (row.flow_state_id) {
      return giveCode(ctx, tx, row.flow_state_id, { userId: user.id, ...(sessionId && { sessionId }) });
    }
    if (sessionId) return continueSession(ctx, tx, await reread(tx, user), sessionId);
    return beginSession(ctx, tx, user, { method: 'oauth', from });
  });
  if (typeof result === 'string') return { query: { code: result }, fragment: {} };
  rememberDevice(ctx, c, result.user.id);
  const { user: _user, ...session } = await issueSession(ctx, result.user, result.session, result.refreshToken);
  return { query: {}, fragment: session };
}

/** What the provider says of the person. The library checks state, nonce, PKCE, issuer, audience, signature and times. */
async function readProfile(ctx: AuthContext, c: Context, row: StateRow, state: string): Promise<Profile> {
  const provider = ctx.oidc.provider(row.provider);
  const config = await ctx.oidc.configuration(provider);
  const address = new URL(`${callbackOf(ctx)}${new URL(c.req.url).search}`);
  const tokens = await authorizationCodeGrant(config, address, {
    expectedState: state,
    expectedNonce: row.nonce,
    pkceCodeVerifier: row.code_verifier,
    idTokenExpected: true,
  }).catch((error: unknown) => {
    ctx.deps.log.warn({ err: error, provider: row.provider }, 'a provider’s answer was not taken');
    throw new AuthError(400, 'bad_oauth_callback', 'The provider’s answer was not taken. Begin again.');
  });
  const told = tokens.claims() ?? {};
  const first = Claims.parse(told);
  const more = first.email ? {} : await fetchUserInfo(config, tokens.access_token, first.sub);
  return { provider: row.provider, ...Claims.parse({ ...told, ...more }) };
}
