// Owns where a link in a mail may lead in the end: to this install, or to an origin that the settings name; elsewhere is refused.
import type { MiddlewareHandler } from 'hono';
import type { AuthContext, AuthEnv } from './context.ts';
import { AuthError } from './errors.ts';
import { refuseNavigation } from './refuse-navigation.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** What no address holds as it is written, and what parsers read differently. */
const unreadable = /[\p{Cc}\p{Cf}\\]/u;

/**
 * The address to lead to: the wanted one, or the portal when none is wanted. What is checked is the parsed address, and that one is
 * returned, so no spelling gets past. An install on this machine also leads to other ports of it, as people who build pages need.
 * @throws AuthError 400 `redirect_not_allowed`.
 */
export function redirectTarget({ deps }: AuthContext, wanted: string | null | undefined): string {
  const portal = new URL('/', deps.apiUrl);
  if (!wanted) return portal.href;
  const url = unreadable.test(wanted) ? null : URL.parse(wanted, portal.href);
  if (!url || url.username || url.password) throw notAllowed();
  const allowed = [`${portal.protocol}//${portal.host}`, ...deps.env.KITH_REDIRECT_ORIGINS];
  const local = loopback.test(portal.hostname) && loopback.test(url.hostname) && /^https?:$/.test(url.protocol);
  if (!local && !allowed.includes(`${url.protocol}//${url.host}`)) throw notAllowed();
  return url.href;
}

const notAllowed = () =>
  new AuthError(
    400,
    'redirect_not_allowed',
    'redirect_to leads to a place that is not allowed. Whoever runs this install names other origins in KITH_REDIRECT_ORIGINS.',
  );

/** Refuses a request before anything is done when it wants to lead somewhere else. Whoever follows a link gets a page that says so. */
export const checkRedirects =
  (ctx: AuthContext): MiddlewareHandler<AuthEnv> =>
  async (c, next) => {
    try {
      for (const wanted of c.req.queries('redirect_to') ?? []) redirectTarget(ctx, wanted);
    } catch (error) {
      if (error instanceof AuthError && c.req.method === 'GET') return refuseNavigation(c, error);
      throw error;
    }
    return next();
  };

type Facts = Record<string, string | number>;

/** Adds what a client reads from the query, as in the PKCE flow. */
export function withQuery(target: string, facts: Facts): string {
  const url = new URL(target);
  for (const [name, value] of Object.entries(facts)) url.searchParams.set(name, String(value));
  return url.href;
}

/** Puts what a client reads into the fragment, which browsers send to no server. */
export function withFragment(target: string, facts: Facts): string {
  const url = new URL(target);
  const members = new URLSearchParams();
  for (const [name, value] of Object.entries(facts)) members.set(name, String(value));
  url.hash = members.toString();
  return url.href;
}
