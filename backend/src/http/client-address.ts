// Owns telling where a request came from: the socket, or what the install's own proxies say.
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/**
 * The sender's address; null where there is no socket.
 * @param proxies how many proxies of the install stand before it. Each adds the address it saw at the end of `X-Forwarded-For`, so that
 *   many from the end are believed; what stands before them anybody may have written.
 */
export function clientAddress(c: Context, proxies: number): string | null {
  return believed(c.req.header('x-forwarded-for'), socketAddress(c.env), proxies);
}

/** As `clientAddress`, of a request that asks for a socket. */
export function upgradeAddress({ headers, socket }: IncomingMessage, proxies: number): string | null {
  return believed([headers['x-forwarded-for'] ?? []].flat().join(','), socket.remoteAddress ?? null, proxies);
}

function believed(header: string | undefined, socket: string | null, proxies: number): string | null {
  return plain((proxies > 0 ? forwarded(header, proxies) : null) ?? socket);
}

function forwarded(header: string | undefined, proxies: number): string | null {
  return header?.split(',').at(-proxies)?.trim() || null;
}

/** What the Node server gives with each request. */
function socketAddress(env: unknown): string | null {
  let value: unknown = env;
  for (const name of ['incoming', 'socket', 'remoteAddress']) {
    if (typeof value !== 'object' || value === null) return null;
    value = Reflect.get(value, name);
  }
  return typeof value === 'string' ? value : null;
}

/** IPv4 as it is, also where a socket for both kinds writes it as IPv6 (RFC 4291 §2.5.5.2). */
const plain = (address: string | null) => address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '') ?? null;
