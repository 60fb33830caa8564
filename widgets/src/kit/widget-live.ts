// Owns how a widget listens: from when it first comes into view, and bursts of changes together.
import type { LiveChange, LiveResource } from '@kith/sdk';
import { Gather } from './gather.ts';
import { type LiveState, LiveWatch } from './live.ts';
import type { KithSession } from './session.ts';
import type { Listening } from './session-element.ts';

/** Changes that come within this time of the last are answered together, in milliseconds. */
const gatherMs = 75;

export interface Listener {
  readonly element: Element;
  /** The resources whose changes matter to it. */
  resources(): readonly LiveResource[];
  /** These things changed; a null among them: something may have been missed. */
  changed(changes: readonly (LiveChange | null)[]): void;
  /** Whether changes are coming has changed. */
  turned(): void;
}

export class WidgetLive implements Listening {
  state: LiveState = 'waiting';
  readonly #listener: Listener;
  #watch: LiveWatch | undefined;
  #seen = false;
  #observer: IntersectionObserver | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** @param late true when data of this session were fetched before. */
  open(session: KithSession, late = false): void {
    this.close();
    this.state = 'waiting';
    const { resources, changed, turned } = this.#listener;
    const gather = new Gather(gatherMs, changed);
    const onState = (state: LiveState) => {
      this.state = state;
      turned();
    };
    this.#watch = new LiveWatch(session, resources(), { onChange: (change) => gather.add(change), onState }, late);
  }

  /** Live changes cost a connection, so they start when the widget first comes into view. */
  start(): void {
    if (this.#seen) this.#watch?.start();
    else this.#whenSeen();
  }

  #whenSeen() {
    this.#observer ??= new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#observer?.disconnect();
      this.#seen = true;
      this.#watch?.start();
    });
    this.#observer.observe(this.#listener.element);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#watch?.stop();
  }

  close(): void {
    this.#watch?.stop();
    this.#watch = undefined;
  }
}
