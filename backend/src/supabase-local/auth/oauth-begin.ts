// Owns beginning a sign-in at another provider: what must come back unchanged is noted, and the browser is sent there.
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { invalid } from './errors.ts';
import { beginFlow, PkceFields } from './flow-state.ts';
import { requireFactor } from './identities.ts';
import { explain, leadTo } from './lead-to.ts';
import { redirectTarget } from './redirects.ts';
import { hashToken } from './refresh-tokens.ts';
import type { SessionCaller } from './session-caller.ts';

/** Binds the return to the browser that left: nobody can have another's browser finish a sign-in of their own. One for each, so that two tabs can sign in. */
export const stateCookie = (state: string): string => `kith-oauth-${hashToken(state).toString('hex', 0, 8)}`;
/** Milliseconds that people have at the provider. */
export const oauthLifetime = 600_000;

const Query = z.object({
  provider: z.string().max(40),
  redirect_to: z.string().optional(),
  scopes: z
    .string()
    .regex(/^[\w.:/ -]{0,500}$/)
    .optional(),
  login_hint: z.string().max(254).optional(),
  prompt: z.enum(['none', 'login', 'consent', 'select_account']).optional(),
  ...PkceFields.shape,
});

export const callbackOf = ({ deps }: AuthContext): string => `${deps.supabaseUrl}/auth/v1/callback`;

/** Answers `GET /authorize` with 302 to the provider. @throws AuthError 400 for a query or a provider that is not known. */
export async function beginOAuth(ctx: AuthContext, c: Context): Promise<Response> {
  c.header('referrer-policy', 'no-referrer');
  const wanted = readWish(ctx, c);
  const asked = await ask(ctx, wanted).catch((error: unknown) =>
    explain(ctx, error, 'beginning a sign-in elsewhere failed'),
  );
  if (!('address' in asked)) return leadTo(c, wanted.target, asked);
  bindToBrowser(ctx, c, asked.state);
  return c.redirect(asked.address, 302);
}

/**
 * Answers `GET /user/identities/authorize`: begins to link an account elsewhere to the caller's. A client that asks so gets the
 * address as JSON. @throws as `beginOAuth`; AuthError 401 `insufficient_aal`.
 */
export async function beginLinking(ctx: AuthContext, c: Context, caller: SessionCaller): Promise<Response> {
  requireFactor(caller);
  requireReturn(ctx, c);
  const { address, state } = await ask(ctx, { ...readWish(ctx, c), linkSessionId: caller.sessionId });
  // The client's own request brings the cookie, so that nobody can have another's browser link what is another's.
  bindToBrowser(ctx, c, state);
  return c.req.query('skip_http_redirect') === 'true' ? c.json({ url: address }) : c.redirect(address, 302);
}

/** A page of another origin brings no cookie back: only what it keeps itself, the verifier of PKCE, can prove that it asked. */
function requireReturn({ deps }: AuthContext, c: Context): void {
  const origin = c.req.header('origin');
  if (origin === undefined || origin === new URL(deps.supabaseUrl).origin || c.req.query('code_challenge')) return;
  const portal = new URL('/#/account', deps.apiUrl).href;
  const advice = `Make the client with flowType 'pkce', or link at ${portal}`;
  throw invalid(`A page of another origin links by PKCE only. ${advice}`);
}

type Wish = z.infer<typeof Query> & { target: string; name: string; linkSessionId?: string };

function readWish(ctx: AuthContext, c: Context): Wish {
  const query = Query.safeParse(c.req.query());
  if (!query.success) throw invalid(`${query.error.issues[0]?.path.join('.')}: ${query.error.issues[0]?.message}`);
  const target = redirectTarget(ctx, query.data.redirect_to);
  return { ...query.data, target, name: ctx.oidc.provider(query.data.provider).name };
}

function bindToBrowser({ deps }: AuthContext, c: Context, state: string): void {
  setCookie(c, stateCookie(state), state, {
    path: '/auth/v1/callback',
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.supabaseUrl.startsWith('https:'),
    maxAge: oauthLifetime / 1000,
  });
}

async function ask(ctx: AuthContext, wanted: Wish) {
  const config = await ctx.oidc.configuration(ctx.oidc.provider(wanted.name));
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const now = ctx.deps.now();
  await ctx.deps.admin.begin(async (tx) => {
    await tx`delete from auth.oauth_states where created_at < ${new Date(now.getTime() - oauthLifetime)}`;
    const flowStateId = await beginFlow(ctx, tx, wanted, 'oauth');
    await tx`insert into auth.oauth_states (state_hash, provider, nonce, code_verifier, redirect_to, flow_state_id,
        link_session_id, created_at)
      values (${hashToken(state)}, ${wanted.name}, ${nonce}, ${verifier}, ${wanted.target}, ${flowStateId},
        ${wanted.linkSessionId ?? null}, ${now})`;
  });
  const scopes = new Set(['openid', 'email', 'profile', ...(wanted.scopes?.split(' ').filter(Boolean) ?? [])]);
  const address = buildAuthorizationUrl(config, {
    redirect_uri: callbackOf(ctx),
    scope: [...scopes].join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(wanted.login_hint && { login_hint: wanted.login_hint }),
    ...(wanted.prompt && { prompt: wanted.prompt }),
  });
  return { address: address.href, state };
}
