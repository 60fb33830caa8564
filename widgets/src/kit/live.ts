// Owns how widgets listen to changes: one shared connection per session, whose code is loaded when it is first needed.
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

/** The connections that run. */
export const liveHubs = new WeakMap<KithSession, LiveHub>();
/** Wait before trying again to load the connection's code, in milliseconds. */
const loadAgainMs = 15_000;

/**
 * Listens to some resources of a session across pauses: after a pause, or a lost connection, it says `onChange(null)`
 * once when something may have been missed, and not otherwise.
 */
export class LiveWatch {
  readonly #session: KithSession;
  readonly #listener: LiveListener;
  /** What its listener knows of: what is fetched from now on holds what was told before now. */
  readonly #known: Map<LiveResource, number>;
  #running: AbortController | undefined;

  /** @param late true when what is shown was fetched earlier, unheard: it catches up as soon as it listens. */
  constructor(session: KithSession, resources: readonly LiveResource[], listener: LiveListener, late = false) {
    const hub = late ? undefined : liveHubs.get(session);
    this.#session = session;
    this.#listener = listener;
    this.#known = new Map(resources.map((resource) => [resource, hub?.mark(resource) ?? 0]));
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    void this.#join(this.#running.signal);
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #join(signal: AbortSignal): Promise<void> {
    try {
      const { joinLive } = await import('./live-join.ts');
      if (!signal.aborted) joinLive({ session: this.#session, known: this.#known, listener: this.#listener, signal });
    } catch {
      // The connection's code could not be loaded: the widget works on, marked as not live, and tries again.
      if (signal.aborted) return;
      this.#listener.onState('down');
      const again = setTimeout(() => this.#join(signal), loadAgainMs);
      signal.addEventListener('abort', () => clearTimeout(again), { once: true });
    }
  }
}
