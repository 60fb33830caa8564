// Owns asking the system about TCP ports on loopback.
import { createServer } from 'node:net';

const listenOnce = (port: number) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });

/** A port that nobody listens on at this moment. */
export const freePort = () => listenOnce(0);

/** Whether this program could listen on the port now. */
export const portIsFree = (port: number) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );
