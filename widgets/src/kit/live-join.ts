// Owns joining a session's connection for one listener: the states of its resources together, and what it missed.
import type { LiveResource } from '@kith/sdk';
import { type LiveHub, type LiveListener, type LiveState, liveHubs } from './live.ts';
import { createLiveHub } from './live-hub.ts';
import type { KithSession } from './session.ts';

export interface LiveJoin {
  session: KithSession;
  /** What the listener knows of, a mark a resource; kept up to date here, and good across pauses. */
  known: Map<LiveResource, number>;
  listener: LiveListener;
  /** Ends the listening. */
  signal: AbortSignal;
}

export function joinLive({ session, known, listener, signal }: LiveJoin): void {
  const hub = hubOf(session);
  const states = new Map<LiveResource, LiveState>([...known.keys()].map((resource) => [resource, 'waiting']));
  for (const resource of known.keys()) {
    const stop = hub.listen(resource, {
      onChange: (change) => {
        const missed = advance(known, hub, resource);
        if (missed > 0) listener.onChange(missed === 1 ? change : null);
      },
      onState: (state) => {
        states.set(resource, state);
        const together = togetherOf([...states.values()]);
        listener.onState(together);
        // Once for all resources, so that starting up asks for everything again only once.
        if (state !== 'live' || together === 'waiting') return;
        const missed = [...known.keys()].map((each) => advance(known, hub, each));
        if (missed.some((count) => count > 0)) listener.onChange(null);
      },
    });
    signal.addEventListener('abort', stop, { once: true });
  }
}

function hubOf(session: KithSession): LiveHub {
  const hub = liveHubs.get(session) ?? createLiveHub(session);
  liveHubs.set(session, hub);
  return hub;
}

/** Notes the present mark; returns by how much it had grown. */
function advance(known: Map<LiveResource, number>, hub: LiveHub, resource: LiveResource): number {
  const mark = hub.mark(resource);
  const missed = mark - (known.get(resource) ?? 0);
  known.set(resource, mark);
  return missed;
}

function togetherOf(states: readonly LiveState[]): LiveState {
  if (states.includes('waiting')) return 'waiting';
  return states.includes('down') ? 'down' : 'live';
}
