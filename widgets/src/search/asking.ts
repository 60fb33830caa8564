// Owns asking while somebody types: waits for a pause, drops late answers, keeps the last answer until the next is there.
import { type KithClient, type SearchGroup, unwrap } from '@kith/sdk';

/** Wait after a key before asking, in milliseconds. */
const typingMs = 150;
/** Hits of each kind. */
const most = 5;

export class Asking {
  groups: SearchGroup[] = [];
  /** The query that the groups answer; null before the first answer. */
  answered: string | null = null;
  error: unknown;
  busy = false;
  #request = new AbortController();
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks once keys pause. */
  soon(client: KithClient, query: string): void {
    clearTimeout(this.#pause);
    this.#request.abort();
    this.busy = true;
    this.#pause = setTimeout(() => void this.now(client, query), typingMs);
    this.#changed();
  }

  async now(client: KithClient, query: string): Promise<void> {
    this.stop();
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.busy = true;
    this.#changed();
    try {
      const asked = { limit: most, ...(query ? { q: query } : {}) };
      const { groups } = await unwrap(client.GET('/v1/search', { params: { query: asked }, signal }));
      if (signal.aborted) return;
      this.groups = groups;
      this.answered = query;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.groups = [];
      this.answered = null;
      this.error = error;
    }
    this.busy = false;
    this.#changed();
  }

  /** Drops what is under way. */
  stop(): void {
    clearTimeout(this.#pause);
    this.#request.abort();
    this.busy = false;
  }

  forget(): void {
    this.stop();
    this.groups = [];
    this.answered = null;
    this.error = undefined;
  }
}
