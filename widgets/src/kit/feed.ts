// Owns a list that arrives page by page: first page, more, and fetching again in place. Late answers are dropped.

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export interface PageRequest {
  /** Rows wanted, 1 to 200. */
  limit: number;
  cursor: string | undefined;
  signal: AbortSignal;
}

export type FetchPage<Item> = (request: PageRequest) => Promise<Page<Item>>;

/** Most rows that the API gives in one answer. */
const mostPerPage = 200;

/** A cursor-paged list. `changed` is called after each change of its fields. */
export class Feed<Item extends { id: string }> {
  items: Item[] = [];
  /** True while a first page or a refresh is under way. */
  busy = false;
  /** `idle` before the first load; `loading` while there is nothing to show yet. */
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  more: 'none' | 'available' | 'loading' | 'failed' = 'none';
  /** Why the last fetch failed; rows shown with it are not fresh. */
  error: unknown;
  #cursor: string | null = null;
  #pageSize = 50;
  /** Rows asked for so far: what a fetch from the start must bring. */
  #wanted = 50;
  #fetchPage: FetchPage<Item> | undefined;
  /** Rows to show when the fetch under way fails. */
  #fallback: Item[] = [];
  /** A change was told while a fetch was under way. */
  #again = false;
  #request = new AbortController();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * Loads the first page of another list.
   * @param options.keep true shows the rows there are until the new ones come (another search); false empties the list at once.
   */
  load(fetchPage: FetchPage<Item>, options: { pageSize: number; keep: boolean }): Promise<void> {
    this.#fetchPage = fetchPage;
    this.#pageSize = options.pageSize;
    if (!options.keep || this.status !== 'ready') {
      this.items = [];
      this.more = 'none';
      this.status = 'loading';
    }
    this.#wanted = options.pageSize;
    return this.#first([]);
  }

  /** Fetches again as many rows as are shown, leaving them in place meanwhile. */
  refresh(): Promise<void> {
    if (!this.#fetchPage) return Promise.resolve();
    // One at a time: under a stream of changes an answer must still arrive.
    if (this.busy) {
      this.#again = true;
      return Promise.resolve();
    }
    if (this.status !== 'ready') this.status = 'loading';
    return this.#first(this.items);
  }

  /** Fetches the next page, if there is one. */
  async loadMore(): Promise<void> {
    if (this.#cursor === null || this.more === 'loading' || !this.#fetchPage) return;
    this.more = 'loading';
    this.#wanted = this.items.length + this.#pageSize;
    this.#changed();
    // What is under way was asked for fewer rows and would take the new ones away again.
    if (this.busy) return this.#first(this.#fallback);
    const { signal } = this.#request;
    try {
      const page = await this.#fetchPage({ limit: this.#pageSize, cursor: this.#cursor, signal });
      if (signal.aborted) return;
      // Rows move up while people work, so a later page can repeat one.
      const shown = new Set(this.items.map((item) => item.id));
      this.#accept([...this.items, ...page.items.filter((item) => !shown.has(item.id))], page.nextCursor);
    } catch {
      if (signal.aborted) return;
      // The rows shown stay; the button offers to try again.
      this.more = 'failed';
    }
    this.#changed();
  }

  /** Drops what is under way; the rows stay. */
  stop(): void {
    this.#request.abort();
    this.busy = false;
    if (this.status === 'loading') this.status = 'idle';
    if (this.more === 'loading') this.more = 'available';
  }

  /** Empties the list. */
  clear(): void {
    this.stop();
    this.items = [];
    this.status = 'idle';
    this.more = 'none';
    this.#fetchPage = undefined;
    this.#changed();
  }

  /** @param fallback rows to show when this fails; none turns the list into the error. */
  async #first(fallback: Item[]): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.busy = true;
    this.#again = false;
    this.#fallback = fallback;
    this.#changed();
    try {
      const { items, nextCursor } = await this.#collect(signal);
      if (signal.aborted) return;
      this.#accept(items, nextCursor);
      this.status = 'ready';
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.items = fallback;
      this.status = fallback.length > 0 ? 'ready' : 'failed';
      if (fallback.length === 0) this.more = 'none';
      else if (this.more === 'loading') this.more = 'failed';
    }
    this.busy = false;
    this.#changed();
    if (this.#again) await this.refresh();
  }

  async #collect(signal: AbortSignal): Promise<Page<Item>> {
    const items: Item[] = [];
    const wanted = Math.max(this.#wanted, this.items.length);
    let cursor: string | undefined;
    while (this.#fetchPage) {
      const limit = Math.min(mostPerPage, wanted - items.length);
      const page: Page<Item> = await this.#fetchPage({ limit, cursor, signal });
      items.push(...page.items);
      if (page.nextCursor === null || items.length >= wanted || signal.aborted) {
        return { items, nextCursor: page.nextCursor };
      }
      cursor = page.nextCursor;
    }
    return { items, nextCursor: null };
  }

  #accept(items: Item[], cursor: string | null) {
    this.items = items;
    this.#cursor = cursor;
    this.more = cursor === null ? 'none' : 'available';
  }
}
