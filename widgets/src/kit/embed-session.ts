// Owns the session that a page gets for its embed key: asked for once, kept in memory, renewed before it ends.
import type { EmbedSession } from '@kith/sdk';
import type { KithSession } from './session.ts';

/** A token is renewed when it has less than this left: longer than two heartbeats of the live connection. */
const marginMs = 90_000;

/** The server refused or did not answer. `code` is its stable code, `unreachable` when nobody answered. */
export const sessionError = (code: string, message: string, options?: ErrorOptions): Error & { code: string } =>
  Object.assign(new Error(message, options), { code });

export interface EmbedOptions {
  /** Address of the API. */
  apiUrl: string;
  /** The script's data, read anew each time: a page that stays open may put a new identity there. */
  page: {
    /** The public key, `pk_…`. */
    key?: string;
    /** Who looks, vouched for by the page's server; for keys that ask. */
    identity?: string;
    /** What a page that stands in a frame of ours was given. */
    frame?: string;
  };
}

export interface EmbeddedSession extends KithSession {
  /** Tags of the widgets that the key names; none: all. */
  widgets: readonly string[];
}

/**
 * Trades an embed key for a session of the page's origin.
 * @throws Error with the code `unreachable`, or the server's code: an unknown key, an origin that is not allowed.
 */
export async function openEmbedSession(options: EmbedOptions): Promise<EmbeddedSession> {
  let current = await trade(options);
  let renewal: Promise<EmbedSession> | undefined;

  const renew = () => {
    // A visitor's own token opens one session; the next goes on from the one before, until that is over for good.
    renewal ??= trade(options, current.token).finally(() => {
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
    widgets: current.widgets,
    async getToken({ renew: refused }) {
      if (refused || Date.parse(current.expiresAt) - Date.now() < marginMs) current = await renew();
      return current.token;
    },
  };
}

async function trade({ apiUrl, page: { key, identity, frame } }: EmbedOptions, renew?: string): Promise<EmbedSession> {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/v1/embed/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, identity, renew, frame }),
      credentials: 'omit',
    });
  } catch (cause) {
    throw sessionError('unreachable', 'The server did not answer.', { cause });
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && isSession(answer)) return answer;
  throw sessionError(textAt(answer, 'code') ?? 'bad_answer', textAt(answer, 'detail') ?? '');
}

const textAt = (value: unknown, key: string): string | undefined => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'string' ? found : undefined;
};

const isSession = (value: unknown): value is EmbedSession =>
  ['token', 'expiresAt', 'organizationId', 'supabaseUrl', 'publishableKey'].every(
    (key) => textAt(value, key) !== undefined,
  );
