// Owns the session that a page gets for its embed key: asked for once, kept in memory, renewed before it ends.
import type { EmbedSession } from '@kith/sdk';
import type { KithSession } from './session.ts';

/** A token is renewed when it has less than this left: longer than two heartbeats of the live connection. */
const marginMs = 90_000;

/** The server refused or did not answer. `code` is its stable code, `unreachable` when nobody answered. */
export class EmbedSessionError extends Error {
  override readonly name = 'EmbedSessionError';
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface EmbedOptions {
  /** Address of the API. */
  apiUrl: string;
  /** The public key, `pk_…`. */
  key: string;
  /** Who looks, vouched for by the page's server; for keys that ask. */
  identity?: string | undefined;
}

/**
 * Trades an embed key for a session of the page's origin.
 * @throws EmbedSessionError `unreachable`, or the server's code: an unknown key, an origin that is not allowed.
 */
export async function openEmbedSession(options: EmbedOptions): Promise<KithSession> {
  let current = await trade(options, options.identity === undefined ? {} : { identity: options.identity });
  let renewal: Promise<EmbedSession> | undefined;

  const renew = () => {
    // A visitor's own token opens one session; the next goes on from the one before.
    renewal ??= trade(options, options.identity === undefined ? {} : { renew: current.token }).finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  return {
    apiUrl: options.apiUrl,
    supabaseUrl: current.supabaseUrl,
    publishableKey: current.publishableKey,
    organizationId: current.organizationId,
    readOnly: true,
    async getToken({ renew: refused }) {
      if (refused || Date.parse(current.expiresAt) - Date.now() < marginMs) current = await renew();
      return current.token;
    },
  };
}

async function trade({ apiUrl, key }: EmbedOptions, who: { identity?: string; renew?: string }): Promise<EmbedSession> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/v1/embed/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, ...who }),
      credentials: 'omit',
    });
  } catch (cause) {
    throw new EmbedSessionError('unreachable', 'The server did not answer.', { cause });
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && isSession(answer)) return answer;
  throw new EmbedSessionError(textAt(answer, 'code') ?? 'bad_answer', textAt(answer, 'detail') ?? '');
}

const textAt = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

const isSession = (value: unknown): value is EmbedSession =>
  ['token', 'expiresAt', 'organizationId', 'supabaseUrl', 'publishableKey'].every(
    (key) => textAt(value, key) !== undefined,
  );
