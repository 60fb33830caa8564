// Owns a listening HTTP server over a Hono app.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { StartError } from '../errors.ts';
import { refuseSlow, refuseUnreadable } from './refuse-unreadable.ts';

/** Who sends its headers more slowly holds a connection and means nothing good. In milliseconds. */
const headersTimeout = 15_000;
/** A file of 100 MB over a slow line takes minutes; after that, the connection is cut. In milliseconds. */
const requestTimeout = 15 * 60_000;
/** Everything else is 1 MB of JSON at most. In milliseconds. */
const bodyTimeout = 30_000;

interface ListenOptions {
  host: string;
  port: number;
  setting: string;
  uploads?: readonly string[];
  slowest?: number;
}

export interface Listening {
  server: Server;
  port: number;
  /** Stops taking requests, lets those under way finish for three seconds, then cuts them. */
  close(): Promise<void>;
}

/**
 * @param options.setting what the person would change when the port is taken.
 * @param options.uploads paths whose bodies are files, which may take longer.
 * @param options.slowest how long any other body may take, in milliseconds.
 * @throws StartError when the port is taken.
 */
export async function listen(
  fetch: Hono['fetch'],
  { host, port, setting, uploads = [], slowest = bodyTimeout }: ListenOptions,
): Promise<Listening> {
  const server = createServer(
    { headersTimeout, requestTimeout },
    getRequestListener((request, env) => fetch(request, env)),
  );
  refuseUnreadable(server);
  server.prependListener('request', (request, response) => {
    if (!uploads.includes(request.url?.split('?', 1)[0] ?? '')) cutWhenSlow(request, response, slowest);
  });
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

/** Ends the connection of a request whose body is not there in time, as Node does at the end of `requestTimeout`. */
function cutWhenSlow(request: IncomingMessage, response: ServerResponse, ms: number): void {
  const { socket } = request;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (response.headersSent) socket.destroy();
    else refuseSlow(socket);
  }, ms);
  // A process that ends does not wait for slow bodies.
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 3_000);
  await closed;
  clearTimeout(cut);
}
