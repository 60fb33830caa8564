// Owns where a link in a mail may lead in the end: to this install, or to an origin that the settings name.
import type { AuthContext } from './context.ts';

/**
 * The address to lead to: the wanted one, or the portal when the wanted one is missing, broken or not allowed.
 * What is checked is the parsed address, and that one is returned, so no spelling gets past.
 */
export function redirectTarget({ deps }: AuthContext, wanted: string | undefined): string {
  const portal = new URL('/', deps.apiUrl);
  const url = wanted ? URL.parse(wanted, portal.href) : null;
  if (!url || url.username || url.password) return portal.href;
  const allowed = [`${portal.protocol}//${portal.host}`, ...deps.env.KITH_REDIRECT_ORIGINS];
  return allowed.includes(`${url.protocol}//${url.host}`) ? url.href : portal.href;
}

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
