// Owns the open sockets: taking upgrades, cutting off the silent, closing all.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Deps } from '../../deps.ts';
import type { ApiKeys } from '../auth/api-key.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { createCrowd } from './crowd.ts';
import { largestFrame } from './limits.ts';
import { addressOf, admit, refuse, UpgradeRefused } from './upgrade.ts';

export interface Sockets {
  attach(server: Server): void;
  /** Closes every socket; clients connect again. @param code WebSocket close code. */
  closeAll(code: number, reason: string): void;
  /** Ends the channels of these sessions. */
  endSessions(ended: ReadonlySet<string>): void;
  /** Takes no more upgrades, says goodbye and waits until the sockets are gone. */
  end(): Promise<void>;
}

export interface SocketsOptions extends Pick<ConnectionOptions, 'hub' | 'presence' | 'refusalDelay'> {
  deps: Deps;
  apiKeys: ApiKeys;
  /** Milliseconds without a frame after which a socket counts as dead. */
  longestSilence: number;
  /** Most sockets at a time. */
  mostSockets: number;
  /** Most of them from one address. */
  mostSocketsOfOne: number;
}

export function createSockets({
  apiKeys,
  longestSilence,
  mostSockets,
  mostSocketsOfOne,
  ...shared
}: SocketsOptions): Sockets {
  const connections = new Set<Connection>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const crowd = createCrowd(mostSocketsOfOne);
  const servers: Server[] = [];
  const stopSweeping = endSilent(connections, longestSilence);

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (error) => shared.deps.log.debug({ err: error }, 'an upgrade failed'));
    try {
      const admission = admit(request, apiKeys);
      if (connections.size >= mostSockets) throw new UpgradeRefused('429 Too Many Requests', 'Too many connections');
      const room = crowd.enter(shared.deps, request);
      socket.once('close', room.leave);
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = new Connection(ws, { ...shared, ...admission });
        connections.add(connection);
        ws.on('close', () => connections.delete(connection));
      });
    } catch (error) {
      if (!(error instanceof UpgradeRefused)) throw error;
      refuse(socket, error);
    }
  }

  function onUpgrade(this: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ours = addressOf(request).pathname.startsWith('/realtime/');
    // Another part of the server may take upgrades too; alone, nobody else would answer.
    if (ours || this.listenerCount('upgrade') === 1) upgrade(request, socket, head);
  }

  return {
    attach(server) {
      servers.push(server);
      server.on('upgrade', onUpgrade);
    },
    closeAll(code, reason) {
      for (const connection of connections) connection.close(code, reason);
    },
    endSessions(ended) {
      for (const connection of connections) connection.endSessions(ended);
    },
    async end() {
      for (const server of servers) server.off('upgrade', onUpgrade);
      stopSweeping();
      await Promise.all([...connections].map((connection) => connection.end(1001, 'The server stops')));
      sockets.close();
    },
  };
}

/** The other side of a silent socket is gone: clients send a heartbeat every 25 s. */
function endSilent(connections: Set<Connection>, longestSilence: number): () => void {
  const sweep = () => {
    const oldest = performance.now() - longestSilence;
    for (const connection of connections) if (connection.lastSeen < oldest) connection.terminate();
  };
  const timer = setInterval(sweep, longestSilence / 4).unref();
  return () => clearInterval(timer);
}
