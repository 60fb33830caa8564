// Owns sending a browser on after a sign-in: with a session or a code, or with the reason why not.
import type { Context } from 'hono';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { withFragment, withQuery } from './redirects.ts';

/** What clients read from the query, as in the PKCE flow, and from the fragment, which browsers send to no server. */
export type Followed = Record<'query' | 'fragment', Record<string, string | number>>;

export function leadTo(c: Context, target: string, { query, fragment }: Followed): Response {
  const withFacts = Object.keys(query).length > 0 ? withQuery(target, query) : target;
  return c.redirect(Object.keys(fragment).length > 0 ? withFragment(withFacts, fragment) : withFacts, 303);
}

/** Clients read the reason from the query or from the fragment, by their flow. @param what for the log. */
export function explain({ deps }: AuthContext, error: unknown, what: string): Followed {
  const facts = error instanceof AuthError ? refusal(error) : failure;
  if (facts === failure) deps.log.error({ err: error }, what);
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
