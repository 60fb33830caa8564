// Owns the typed HTTP client: base address, bearer token with one silent renewal, and plain errors when nobody answers.
import { KithError } from './errors.ts';
import { createTypedClient, type TypedClient } from './typed-client.ts';

/** What is asked of whoever keeps the tokens. */
export interface TokenWanted {
  renew: boolean;
  /** The token that the server just refused. */
  refused?: string;
}

export interface KithClientOptions {
  /** Address of the API, as in `/.well-known/kith.json`: `https://crm.example`. */
  apiUrl: string;
  /**
   * Returns the bearer token to send. Called before each request; with `renew: true` once after a 401,
   * when the token that was sent, `refused`, is no longer good: another request may have had it renewed since. Null sends none.
   */
  getToken?: (options: TokenWanted) => Promise<string | null>;
  /** Organization to act in, for people who belong to several. */
  organizationId?: string;
  /** What sends the changes, for the audit log. Left out, the server goes by the credential. */
  source?: 'extension' | 'web' | 'widget' | 'api';
  /** Another `fetch`, for tests and workers. */
  fetch?: typeof fetch;
}

export type KithClient = TypedClient;

/** Makes a client. Calls answer `{data, error, response}`; `unwrap` turns that into data or a thrown `KithError`. */
export function createKithClient(options: KithClientOptions): KithClient {
  return createTypedClient({
    baseUrl: options.apiUrl.replace(/\/$/, ''),
    fetch: (request) => send(request, options),
  });
}

async function send(request: Request, options: KithClientOptions): Promise<Response> {
  const retry = request.clone();
  const token = (await options.getToken?.({ renew: false })) ?? null;
  const response = await attempt(request, options, token);
  if (response.status !== 401 || !options.getToken) return response;
  const other = await options.getToken({ renew: true, ...(token === null ? {} : { refused: token }) });
  return attempt(retry, options, other);
}

async function attempt(request: Request, options: KithClientOptions, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  if (options.organizationId !== undefined) request.headers.set('kith-organization', options.organizationId);
  if (options.source !== undefined) request.headers.set('kith-source', options.source);
  try {
    return await (options.fetch ?? globalThis.fetch)(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new KithError('unreachable', 'The server did not answer.', { cause });
  }
}
