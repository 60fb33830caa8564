// Owns what is answered to bytes that make no request, as problem details like every other refusal; Node alone would answer without words.
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** After this many milliseconds, whoever goes on sending is cut off. */
const patience = 1_000;

const refusals: Record<string, [status: number, title: string, code: string, detail: string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'headers_too_large',
    'The headers are larger than 16 kB together. A token is never that long.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request_too_slow', 'The request did not arrive in time.'],
};
const other: (typeof refusals)[string] = [400, 'Bad Request', 'malformed_request', 'This is no HTTP request.'];

/** Answers a request whose body is not there in time, and ends its connection. */
export function refuseSlow(socket: Duplex): void {
  socket.end(replyTo('ERR_HTTP_REQUEST_TIMEOUT'), () => socket.destroy());
}

/** Answers what cannot be read, and ends its connection. */
export function refuseUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(replyTo(error.code));
    drain(socket);
  });
}

/** Reads on for a moment: a connection closed over unread bytes is reset, and the answer lost with it. */
function drain(socket: Duplex): void {
  socket.removeAllListeners('data');
  socket.on('error', () => socket.destroy());
  socket.on('data', () => undefined);
  socket.resume();
  const cut = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(cut));
}

function replyTo(cause: string | undefined): string {
  const [status, title, code, detail] = refusals[cause ?? ''] ?? other;
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, code, detail });
  const headers = [
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'access-control-allow-origin: *',
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  return `HTTP/1.1 ${status} ${title}\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
}
