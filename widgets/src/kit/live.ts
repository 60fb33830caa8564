// Owns how widgets listen to changes: one shared connection per session, loaded when first needed.
import type { LiveChange, LiveResource } from '@kith/sdk';
import type { KithSession } from './session.ts';

/** `waiting` until the first answer; `live`; `down` when changes may be missed right now. */
export type LiveState = 'waiting' | 'live' | 'down';

export interface LiveListener {
  /** Something changed, or may have while nobody listened (`null`): fetch again. */
  onChange(change: LiveChange | null): void;
  onState(state: LiveState): void;
}

/** The part of the live connection that listeners use; the rest is loaded lazily. */
export interface LiveHub {
  /** Starts listening; the listener learns the present state at once. Returns the way to stop. */
  listen(resource: LiveResource, listener: LiveListener): () => void;
  /** Grows with each message and each (re)join of a resource's topic: who knows the present mark has missed nothing. */
  mark(resource: LiveResource): number;
}

const hubs = new WeakMap<KithSession, Promise<LiveHub>>();
const running = new WeakMap<KithSession, LiveHub>();
/** Wait before trying again to load the connection's code, in milliseconds. */
const loadAgainMs = 15_000;

function hubOf(session: KithSession): Promise<LiveHub> {
  const known = hubs.get(session);
  if (known) return known;
  const hub = import('./live-hub.ts').then(({ createLiveHub }) => createLiveHub(session));
  hubs.set(session, hub);
  hub.then(
    (loaded) => running.set(session, loaded),
    () => hubs.delete(session),
  );
  return hub;
}

/**
 * Listens to some resources of a session across pauses: after a pause, or a lost connection, it says `onChange(null)`
 * once when something may have been missed, and not otherwise.
 */
export class LiveWatch {
  readonly #session: KithSession;
  readonly #resources: readonly LiveResource[];
  readonly #listener: LiveListener;
  readonly #states = new Map<LiveResource, LiveState>();
  readonly #known = new Map<LiveResource, number>();
  #running: AbortController | undefined;

  constructor(session: KithSession, resources: readonly LiveResource[], listener: LiveListener) {
    this.#session = session;
    this.#resources = resources;
    this.#listener = listener;
    // What is fetched from now on holds what was told before now.
    for (const resource of resources) this.#known.set(resource, running.get(session)?.mark(resource) ?? 0);
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    this.#join(this.#running.signal);
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #join(signal: AbortSignal): Promise<void> {
    let hub: LiveHub;
    try {
      hub = await hubOf(this.#session);
    } catch {
      // The connection's code could not be loaded: the widget works on, marked as not live, and tries again.
      if (signal.aborted) return;
      this.#listener.onState('down');
      const again = setTimeout(() => this.#join(signal), loadAgainMs);
      signal.addEventListener('abort', () => clearTimeout(again), { once: true });
      return;
    }
    if (signal.aborted) return;
    for (const resource of this.#resources) this.#listen(hub, resource, signal);
  }

  #listen(hub: LiveHub, resource: LiveResource, signal: AbortSignal) {
    const stop = hub.listen(resource, {
      onChange: (change) => {
        const missed = this.#advance(hub, resource);
        if (missed > 0) this.#listener.onChange(missed === 1 ? change : null);
      },
      onState: (state) => {
        this.#states.set(resource, state);
        const together = this.#together();
        this.#listener.onState(together);
        if (state === 'live' && together !== 'waiting') this.#catchUp(hub);
      },
    });
    signal.addEventListener('abort', stop, { once: true });
  }

  /** Once for all resources, so that starting up asks for everything again only once. */
  #catchUp(hub: LiveHub) {
    const missed = this.#resources.map((resource) => this.#advance(hub, resource));
    if (missed.some((count) => count > 0)) this.#listener.onChange(null);
  }

  /** Notes the present mark; returns by how much it had grown. */
  #advance(hub: LiveHub, resource: LiveResource): number {
    const mark = hub.mark(resource);
    const missed = mark - (this.#known.get(resource) ?? 0);
    this.#known.set(resource, mark);
    return missed;
  }

  #together(): LiveState {
    const states = this.#resources.map((resource) => this.#states.get(resource) ?? 'waiting');
    if (states.includes('waiting')) return 'waiting';
    return states.includes('down') ? 'down' : 'live';
  }
}
