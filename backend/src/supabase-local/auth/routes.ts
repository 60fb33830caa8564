// Owns the HTTP face of auth under /auth/v1, as supabase-js calls it.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { limitAddresses } from '../address-limits.ts';
import { adminRoutes } from './admin-routes.ts';
import { answerSession } from './answer-session.ts';
import { type ApiKeys, refuseSecretOfPage } from './api-key.ts';
import { longestBody, readBody } from './body.ts';
import type { AuthContext, AuthEnv } from './context.ts';
import { AuthError, answerError, apiVersion, invalid } from './errors.ts';
import { factorRoutes } from './factor-routes.ts';
import { unlinkIdentity } from './identities.ts';
import { mailRoutes } from './mail-routes.ts';
import { IdTokenBody, idTokensDisabled, linkingDisabled, samlDisabled, web3Disabled } from './not-offered.ts';
import { beginLinking, beginOAuth } from './oauth-begin.ts';
import { returnFromOAuth } from './oauth-return.ts';
import { reauthenticate } from './reauthenticate.ts';
import { checkRedirects } from './redirects.ts';
import { requestFacts } from './request-facts.ts';
import { keepOrigin } from './request-origin.ts';
import { requireSession } from './session-caller.ts';
import { settings } from './settings.ts';
import { signOut } from './sign-out.ts';
import { SignUpBody, signUp } from './signup.ts';
import { PasswordBody, signInWithPassword } from './token-password.ts';
import { exchangeCode, PkceBody } from './token-pkce.ts';
import { RefreshBody, refreshSession } from './token-refresh.ts';
import { UpdateUserBody, updateUser } from './user.ts';
import { toWire } from './users.ts';
import { followLink } from './verify-link.ts';

const Scope = z.enum(['global', 'local', 'others']).default('global');

/** Builds the routes of auth, to be mounted at `/auth/v1`. */
export function authRoutes(ctx: AuthContext, apiKeys: ApiKeys): Hono<AuthEnv> {
  const auth = new Hono<AuthEnv>();
  auth.onError((error, c) => answerError(ctx.deps.log, c, error));
  auth.use('*', async (c, next) => {
    c.header('x-supabase-api-version', apiVersion);
    c.header('cache-control', 'no-store');
    await next();
  });
  auth.use('*', async (c, next) => {
    refuseSecretOfPage(c.req.raw.headers, c.req.query('apikey'));
    await next();
  });
  auth.use('*', keepOrigin(ctx));
  auth.use('*', limitAddresses(ctx.deps, apiKeys, 'auth'));
  auth.use('*', checkRedirects(ctx));
  openRoutes(auth, ctx);
  auth.use('*', async (c, next) => {
    c.set('caller', apiKeys.resolve(c.req.raw.headers, c.req.query('apikey')));
    await next();
  });
  auth.use('*', bodyLimit({ maxSize: longestBody, onError: refuseLargeBody }));
  auth.get('/settings', (c) => c.json(settings(ctx.deps.env)));
  signInRoutes(auth, ctx);
  mailRoutes(auth, ctx);
  factorRoutes(auth, ctx);
  userRoutes(auth, ctx);
  auth.route('/admin', adminRoutes(ctx));
  identityRoutes(auth, ctx);
  refusedRoutes(auth);
  missingRoutes(auth);
  return auth;
}

function openRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  auth.get('/.well-known/jwks.json', (c) => {
    c.header('cache-control', 'public, max-age=600');
    return c.json({ keys: [ctx.deps.keys.publicJwk] });
  });
  auth.get('/health', (c) =>
    c.json({ name: 'Kith auth', description: 'Sign-in for this install', version: apiVersion }),
  );
  // Browsers open these without a key.
  auth.get('/verify', (c) => followLink(ctx, c));
  auth.get('/authorize', (c) => beginOAuth(ctx, c));
  auth.get('/callback', (c) => returnFromOAuth(ctx, c));
}

function signInRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  auth.post('/signup', async (c) =>
    answerSession(ctx, c, await signUp(ctx, await readBody(c, SignUpBody), requestFacts(ctx, c))),
  );
  auth.post('/token', async (c) => {
    const grant = c.req.query('grant_type');
    const from = requestFacts(ctx, c);
    if (grant === 'password') {
      return answerSession(ctx, c, await signInWithPassword(ctx, await readBody(c, PasswordBody), from));
    }
    if (grant === 'refresh_token') return c.json(await refreshSession(ctx, await readBody(c, RefreshBody), from));
    if (grant === 'pkce') {
      return answerSession(ctx, c, await exchangeCode(ctx, await readBody(c, PkceBody), from));
    }
    if (grant === 'id_token') throw idTokensDisabled(await readBody(c, IdTokenBody));
    if (grant === 'web3') throw web3Disabled();
    throw new AuthError(400, 'unsupported_grant_type', 'unsupported_grant_type: use password, refresh_token or pkce');
  });
}

function userRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  auth.get('/user', async (c) => c.json(toWire((await requireSession(ctx, c.get('caller').bearer)).user)));
  auth.put('/user', async (c) => {
    const caller = await requireSession(ctx, c.get('caller').bearer);
    return c.json(await updateUser(ctx, caller, await readBody(c, UpdateUserBody), c.req.query('redirect_to')));
  });
  auth.get('/reauthenticate', async (c) => {
    await reauthenticate(ctx, await requireSession(ctx, c.get('caller').bearer));
    return c.json({});
  });
  auth.post('/logout', async (c) => {
    const scope = Scope.safeParse(c.req.query('scope'));
    if (!scope.success) throw invalid('scope must be global, local or others');
    await signOut(ctx, await requireSession(ctx, c.get('caller').bearer), scope.data);
    return c.body(null, 204);
  });
}

/** There is something to link where there are other providers. */
function identityRoutes(auth: Hono<AuthEnv>, ctx: AuthContext): void {
  auth.all('/user/identities/*', async (c, next) => {
    await requireSession(ctx, c.get('caller').bearer);
    if (ctx.deps.env.oidcProviders.length === 0) throw linkingDisabled();
    await next();
  });
  auth.get('/user/identities/authorize', async (c) =>
    beginLinking(ctx, c, await requireSession(ctx, c.get('caller').bearer)),
  );
  auth.delete('/user/identities/:id', async (c) => {
    await unlinkIdentity(ctx, await requireSession(ctx, c.get('caller').bearer), c.req.param('id'));
    return c.json({});
  });
}

function refusedRoutes(auth: Hono<AuthEnv>): void {
  auth.post('/sso', () => {
    throw samlDisabled();
  });
}

function missingRoutes(auth: Hono<AuthEnv>): void {
  auth.all('*', (c) => {
    const served =
      'signup, token, authorize, callback, otp, verify, recover, resend, reauthenticate, user, user/identities, logout, factors, factors/recovery-codes, pairing-codes, invite, settings, ' +
      'health, .well-known/jwks.json, admin/users, admin/generate_link';
    throw new AuthError(404, 'not_found', `${c.req.method} ${c.req.path} is not served. Auth serves: ${served}.`);
  });
}

/** What is left of the body is not read, so the connection cannot carry another request. */
function refuseLargeBody(c: Context): never {
  c.header('connection', 'close');
  throw new AuthError(413, 'body_too_large', `The body is larger than ${longestBody} bytes.`);
}
