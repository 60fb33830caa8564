// Owns what becomes of a request when the answer is a redirect (RFC 9110 §15.4), and what must not go along.
import { AppError } from '../errors.ts';

/** A request on its way to one address. */
export interface Hop {
  url: URL;
  method: string;
  headers: Headers;
  body: string | Uint8Array | undefined;
}

/** Headers that say nothing of the sender; no other goes to another origin. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);
/** They belong to the connection, which is not the caller's. */
const ofConnection = [
  'host',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
];

/** Headers as they are sent, without those of the connection. */
export function sentHeaders(given: Record<string, string>): Headers {
  const headers = new Headers({ 'user-agent': 'Kith', ...given });
  for (const name of ofConnection) headers.delete(name);
  return headers;
}

/**
 * Where a redirect leads; null for any other answer. The address is as it was written: whoever goes there checks it.
 * @throws AppError `redirect_refused` for a body that another origin would get.
 */
export function nextHop(hop: Hop, status: number, location: string | null): Hop | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  const url = URL.parse(location, hop.url.href);
  if (!url) throw new AppError('redirect_refused', 'The answer leads on to something that is no address.');
  const turnsToGet = (status === 303 && hop.method !== 'HEAD') || (status < 303 && hop.method === 'POST');
  const { method, body } = turnsToGet ? { method: 'GET', body: undefined } : hop;
  const sameOrigin = url.origin === hop.url.origin;
  if (body !== undefined && !sameOrigin) {
    throw new AppError(
      'redirect_refused',
      `${hop.url.host} wants what was sent to go to ${url.host}. Give that address.`,
    );
  }
  const headers = new Headers([...hop.headers].filter(([name]) => sameOrigin || harmless.has(name)));
  if (body === undefined) headers.delete('content-type');
  return { url, method, headers, body };
}
