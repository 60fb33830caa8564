// Owns the realtime server: its hub, its sockets, its ear at the database, its end.
import type { Server } from 'node:http';
import type { Deps } from '../../deps.ts';
import type { ApiKeys } from '../auth/api-key.ts';
import { createHub, type Hub } from './hub.ts';
import { listenToDatabase } from './listener.ts';
import { createPresence } from './presence.ts';
import { purgeMessages } from './purge.ts';
import { createSockets } from './sockets.ts';

export interface Realtime {
  hub: Hub;
  attach(server: Server): void;
  /** May be called again; every call waits for the one end. */
  close(): Promise<void>;
}

/** What tests tell otherwise. Times in milliseconds. */
export interface RealtimeBounds {
  /** How long the answer to a refused join waits. */
  refusalDelay: number;
  /** A socket without a frame for so long counts as dead. */
  longestSilence: number;
  /** Most sockets at a time; more are refused. */
  mostSockets: number;
  /** Most of them from one address. */
  mostSocketsOfOne: number;
}

/** Starts realtime: listens to the database; `attach` lets sockets in. */
export async function createRealtime(deps: Deps, apiKeys: ApiKeys, bounds: RealtimeBounds): Promise<Realtime> {
  const hub = createHub();
  const sockets = createSockets({ deps, apiKeys, hub, presence: createPresence(hub), ...bounds });
  const stopListening = await listenToDatabase(deps, hub, () => {
    sockets.closeAll(1012, 'Messages were missed; connect again');
  });
  deps.sessions.onEnded((ended) => sockets.endSessions(ended));
  const stopPurging = purgeMessages(deps);

  async function end(): Promise<void> {
    stopPurging();
    await sockets.end();
    await stopListening();
  }
  let ending: Promise<void> | undefined;
  return {
    hub,
    attach: sockets.attach,
    close: () => {
      ending ??= end();
      return ending;
    },
  };
}
