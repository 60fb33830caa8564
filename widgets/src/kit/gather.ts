// Owns answering a burst once: the first at once, the rest together when the pause is over.

/** Passes items on; those that come within `pauseMs` of the last passing wait and go together. */
export class Gather<Item> {
  #waiting: Item[] = [];
  #pausing = false;
  readonly #pauseMs: number;
  readonly #pass: (items: readonly Item[]) => void;

  constructor(pauseMs: number, pass: (items: readonly Item[]) => void) {
    this.#pauseMs = pauseMs;
    this.#pass = pass;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    if (!this.#pausing) this.#flush();
  }

  #flush() {
    const items = this.#waiting;
    this.#waiting = [];
    this.#pausing = items.length > 0;
    if (!this.#pausing) return;
    this.#pass(items);
    setTimeout(() => this.#flush(), this.#pauseMs);
  }
}
