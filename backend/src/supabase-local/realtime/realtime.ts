// Owns the realtime server: its sockets, its ear at the database, its end.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Deps } from '../../deps.ts';
import type { ApiKeys } from '../auth/api-key.ts';
import { Connection } from './connection.ts';
import { createHub, type Hub } from './hub.ts';
import { largestFrame, mostSockets } from './limits.ts';
import { listenToDatabase } from './listener.ts';
import { createPresence } from './presence.ts';
import { purgeMessages } from './purge.ts';
import { addressOf, admit, refuse, UpgradeRefused } from './upgrade.ts';

export interface Realtime {
  hub: Hub;
  attach(server: Server): void;
  close(): Promise<void>;
}

/** Times in milliseconds. */
export interface RealtimeTimes {
  /** How long the answer to a refused join waits. */
  refusalDelay: number;
  /** A socket without a frame for so long counts as dead; clients send a heartbeat every 25 s. */
  longestSilence: number;
}

/** Starts realtime: listens to the database; `attach` lets sockets in. */
export async function createRealtime(deps: Deps, apiKeys: ApiKeys, times: RealtimeTimes): Promise<Realtime> {
  const hub = createHub();
  const presence = createPresence(hub);
  const connections = new Set<Connection>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const onGap = () => {
    for (const connection of connections) connection.close(1012, 'Messages were missed; connect again');
  };

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (error) => deps.log.debug({ err: error }, 'an upgrade failed'));
    try {
      const admission = admit(request, apiKeys);
      if (connections.size >= mostSockets) throw new UpgradeRefused('429 Too Many Requests', 'Too many connections');
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = new Connection(ws, { deps, hub, presence, refusalDelay: times.refusalDelay, ...admission });
        connections.add(connection);
        ws.on('close', () => connections.delete(connection));
      });
    } catch (error) {
      if (!(error instanceof UpgradeRefused)) throw error;
      refuse(socket, error);
    }
  }

  const servers: Server[] = [];
  const onUpgrade = function (this: Server, request: IncomingMessage, socket: Duplex, head: Buffer) {
    const ours = addressOf(request).pathname.startsWith('/realtime/');
    // Another part of the server may take upgrades too; alone, nobody else would answer.
    if (ours || this.listenerCount('upgrade') === 1) upgrade(request, socket, head);
  };
  const stopListening = await listenToDatabase(deps, hub, onGap);
  const stopPurging = purgeMessages(deps);
  const stopSweeping = endSilent(connections, times.longestSilence);

  return {
    hub,
    attach(server) {
      servers.push(server);
      server.on('upgrade', onUpgrade);
    },
    async close() {
      for (const server of servers) server.off('upgrade', onUpgrade);
      stopPurging();
      stopSweeping();
      await Promise.all([...connections].map((connection) => connection.end(1001, 'The server stops')));
      sockets.close();
      await stopListening();
    },
  };
}

/** Cuts off sockets that have been silent for too long: the other side is gone. */
function endSilent(connections: Set<Connection>, longestSilence: number): () => void {
  const sweep = () => {
    const oldest = performance.now() - longestSilence;
    for (const connection of connections) if (connection.lastSeen < oldest) connection.terminate();
  };
  const timer = setInterval(sweep, longestSilence / 4).unref();
  return () => clearInterval(timer);
}
