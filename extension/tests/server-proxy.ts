// Owns a loopback proxy before the real server, for tests of bad networks: down, slow, and counting what arrives.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ServerProxy {
  url: string;
  /** Method and path of every request that reached the server: `POST /v1/contacts`. */
  seen: string[];
  /** Cuts all connections and refuses new ones. */
  down(): Promise<void>;
  /** Answers again, at the same address. */
  up(): Promise<void>;
  /** Holds requests whose address contains `part` until the returned function is called. */
  hold(part: string): () => void;
  close(): Promise<void>;
}

/** Starts a proxy for the server at `target`; it names itself as the API's and Supabase's address. */
export async function startProxy(target: string): Promise<ServerProxy> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const holds = new Map<string, Promise<void>>();
  let server: Server | null = null;
  let port = 0;
  const listen = async () => {
    server = createServer((incoming, outgoing) => void forward(incoming, outgoing));
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : port;
  };
  const own = () => `http://127.0.0.1:${port}`;

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    if (incoming.method !== 'OPTIONS') seen.push(`${incoming.method} ${path}`);
    for (const [part, released] of holds) if (path.includes(part)) await released;
    const { host: _, ...headers } = incoming.headers;
    const onward = request(new URL(path, target), { method: incoming.method ?? 'GET', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks);
        const body = path.startsWith('/.well-known/kith')
          ? Buffer.from(text.toString().replaceAll(target, own()))
          : text;
        const { 'content-length': __, 'transfer-encoding': ___, ...rest } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'content-length': body.length }).end(body);
      });
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const down = async () => {
    const stopped = server === null ? null : once(server, 'close');
    server?.close();
    for (const socket of sockets) socket.destroy();
    await stopped;
    server = null;
  };
  await listen();
  return {
    url: own(),
    seen,
    down,
    up: listen,
    hold: (part) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      holds.set(part, promise);
      return () => {
        holds.delete(part);
        resolve();
      };
    },
    close: down,
  };
}
