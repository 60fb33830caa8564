// Owns what tests of outgoing requests stand on: a real server on loopback, and names that stand for what a test says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Resolve } from '../guarded-connect.ts';

export interface Loopback {
  port: number;
  /** What was asked, the oldest first: `GET /path`. */
  asked: string[];
  /** The requests, with their headers. */
  requests: IncomingMessage[];
  /** Bodies of the requests, in the same order, once they have arrived. */
  bodies: string[];
  close(): Promise<void>;
}

/** @param answers by path; any other path is 404. */
export async function startLoopback(
  answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void>,
): Promise<Loopback> {
  const [asked, bodies, requests]: [string[], string[], IncomingMessage[]] = [[], [], []];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    requests.push(request);
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      bodies.push(body);
      const answer = answers[request.url ?? ''];
      if (answer) answer(response, request);
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    asked,
    requests,
    bodies,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Names that stand for other addresses each time they are looked up; the last ones stay. */
export function stubResolve(names: Record<string, string[][]>): { resolve: Resolve; lookups: string[] } {
  const lookups: string[] = [];
  return {
    lookups,
    resolve: (name, done) => {
      const answers = names[name] ?? [];
      const nth = lookups.filter((one) => one === name).length;
      lookups.push(name);
      const addresses = answers[Math.min(nth, answers.length - 1)] ?? [];
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      setImmediate(() => done(null, found));
    },
  };
}
