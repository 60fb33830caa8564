// Owns a socket without a client library, for frames that no library would send.
import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { z } from 'zod';

const Answer = z.tuple([
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.record(z.string(), z.unknown()),
]);
export type Answer = z.infer<typeof Answer>;

export interface RawSocket {
  ws: WebSocket;
  /** Sends a frame of protocol 2.0.0. */
  send(joinRef: string | null, ref: string | null, topic: string, event: string, payload?: unknown): void;
  /** The next text frame that was not taken yet. */
  next(): Promise<Answer>;
  /** The close code, once the socket is closed. */
  closed: Promise<number>;
}

/** Opens a socket. @throws when the upgrade is refused. */
export async function openRawSocket(url: string, key: string, options: ClientOptions = {}): Promise<RawSocket> {
  const address = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?apikey=${key}&vsn=2.0.0`;
  const ws = new WebSocket(address, options);
  const waiting: Answer[] = [];
  const takers: ((answer: Answer) => void)[] = [];
  ws.on('message', (data, isBinary) => {
    if (isBinary) return;
    const answer = Answer.parse(JSON.parse(data.toString()));
    const taker = takers.shift();
    if (taker) taker(answer);
    else waiting.push(answer);
  });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  await once(ws, 'open');
  return {
    ws,
    closed,
    send: (joinRef, ref, topic, event, payload = {}) => ws.send(JSON.stringify([joinRef, ref, topic, event, payload])),
    next: () => {
      const answer = waiting.shift();
      return answer ? Promise.resolve(answer) : new Promise((resolve) => takers.push(resolve));
    },
  };
}
