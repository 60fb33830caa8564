// Owns a listening HTTP server over a Hono app.
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { StartError } from '../errors.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';

/** Who sends its headers more slowly holds a connection and means nothing good. In milliseconds. */
const headersTimeout = 15_000;
/** A file of 100 MB over a slow line takes minutes; after that, the connection is cut. In milliseconds. */
const requestTimeout = 15 * 60_000;

export interface Listening {
  server: Server;
  port: number;
  /** Stops taking requests, lets those under way finish for three seconds, then cuts them. */
  close(): Promise<void>;
}

/** @throws StartError when the port is taken. `setting` is what the person would change. */
export async function listen(
  fetch: Hono['fetch'],
  { host, port, setting }: { host: string; port: number; setting: string },
): Promise<Listening> {
  const server = createServer(
    { headersTimeout, requestTimeout },
    getRequestListener((request, env) => fetch(request, env)),
  );
  refuseUnreadable(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program. Stop it, or set ${setting} to a free one.`;
      reject(cause.code === 'EADDRINUSE' ? new StartError(taken, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    close: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 3_000);
  await closed;
  clearTimeout(cut);
}
