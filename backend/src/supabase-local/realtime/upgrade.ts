// Owns letting sockets in: path, API key and protocol version are checked before the upgrade.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiKeys, ApiRole } from '../auth/api-key.ts';
import { AuthError } from '../auth/errors.ts';
import { Version } from './frames.ts';

export const websocketPath = '/realtime/v1/websocket';

export interface Admission {
  role: ApiRole;
  version: Version;
  origin: string | undefined;
}

/** A refused upgrade: an HTTP answer instead of a socket. */
export class UpgradeRefused extends Error {
  override readonly name = 'UpgradeRefused';
  readonly status: '401 Unauthorized' | '403 Forbidden' | '404 Not Found' | '429 Too Many Requests';

  constructor(status: UpgradeRefused['status'], message: string) {
    super(message);
    this.status = status;
  }
}

/** The path of an upgrade request; the address may be anything a client made up. */
export function addressOf(request: IncomingMessage): URL {
  const address = URL.canParse(request.url ?? '', 'http://localhost') ? (request.url ?? '/') : '/';
  return new URL(address, 'http://localhost');
}

/** Checks an upgrade. @throws UpgradeRefused. */
export function admit(request: IncomingMessage, apiKeys: ApiKeys): Admission {
  const url = addressOf(request);
  if (url.pathname !== websocketPath)
    throw new UpgradeRefused('404 Not Found', `Sockets are served at ${websocketPath}`);
  const version = Version.safeParse(url.searchParams.get('vsn') ?? '1.0.0');
  if (!version.success) throw new UpgradeRefused('403 Forbidden', 'vsn must be 1.0.0 or 2.0.0');
  const { origin } = request.headers;
  return { role: roleOf(request, url, apiKeys), version: version.data, origin };
}

function roleOf(request: IncomingMessage, url: URL, apiKeys: ApiKeys): ApiRole {
  const headers = new Headers();
  for (const name of ['apikey', 'origin', 'user-agent', 'sec-fetch-site', 'sec-fetch-dest']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  try {
    return apiKeys.resolve(headers, url.searchParams.get('apikey') ?? undefined).role;
  } catch (error) {
    if (error instanceof AuthError) throw new UpgradeRefused('401 Unauthorized', error.message);
    throw error;
  }
}

/** Answers a refused upgrade and ends the connection. */
export function refuse(socket: Duplex, { status, message }: UpgradeRefused): void {
  const body = JSON.stringify({ error: message });
  const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
}
