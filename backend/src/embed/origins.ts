// Owns which pages an embed key is for: an origin as it is, or every subdomain of one.
import { z } from '@hono/zod-openapi';

/** One subdomain or more of a host with a dot of its own: `https://*.acme.example`. */
const wildcard = /^(https?:\/\/)\*\.((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?)$/;

/** An origin as a key allows it. */
export const AllowedOrigin = z
  .string()
  .max(300)
  .refine(isAllowedOrigin, 'Write an origin such as https://intranet.example or https://*.acme.example')
  .openapi({
    description:
      'Scheme, host and port, nothing after: `https://intranet.example`; or every subdomain of a host: `https://*.acme.example`, which leaves out the host itself.',
  });

function isAllowedOrigin(text: string): boolean {
  const bare = text.replace(wildcard, '$1$2');
  return URL.canParse(bare) && new URL(bare).origin === bare && !bare.includes('*');
}

/** Tells whether a page's origin is one of those. */
export function isOneOf(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => {
    const [, scheme, host] = wildcard.exec(one) ?? [];
    if (scheme === undefined) return origin === one;
    return origin.startsWith(scheme) && origin.length > `${scheme}.${host}`.length && origin.endsWith(`.${host}`);
  });
}
