// Owns what is known of a board: as the server told it, with moves that are under way laid over it. A move that fails is taken
// off again, and the board is as it was.
import { type ChangedDeal, type DealListItem, type KithClient, type LiveChange, unwrap } from '@kith/sdk';
import { codeOf } from '../kit/code-of.ts';
import { type Columns, moved, type Place, settled, without } from './board-model.ts';
import { type Chosen, fetchNext, fetchShown, isFiltered } from './board-reader.ts';

export interface Move {
  id: string;
  place: Place;
  lostReason?: string;
}

/** One pipeline's board. `changed` is called after each change of what it shows. */
export class BoardData {
  status: 'idle' | 'loading' | 'ready' | 'missing' | 'failed' = 'idle';
  /** Why the last read failed; columns shown with it are not fresh. */
  error: unknown;
  name = '';
  /** Stages whose next deals are under way, or did not come. */
  readonly more = new Map<string, 'loading' | 'failed'>();
  #columns: Columns = [];
  #moves: Move[] = [];
  #chosen: Chosen = { pipelineId: '' };
  #client: KithClient | undefined;
  #request = new AbortController();
  #reading = false;
  #again = false;
  /** Grows when an answer to a write came, so that a read from before it is dropped. */
  #writes = 0;
  /** Grows with each reason to read again. */
  #news = 0;
  /** One move at a time: a neighbour must have arrived before a card can stand beside it. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Live messages that tell of own moves, by deal: they bring nothing new. */
  readonly #own = new Map<string, number>();
  readonly #changed: () => void;
  readonly #pageSize: number;

  constructor(changed: () => void, pageSize = 25) {
    this.#changed = changed;
    this.#pageSize = pageSize;
  }

  /** The board as people see it: with the moves that are under way. */
  get columns(): Columns {
    return this.#moves.reduce((columns, { id, place }) => moved(columns, id, place), this.#columns);
  }

  /** Shows a board. The same pipeline by another filter stays in place until its answer comes. */
  load(client: KithClient, chosen: Chosen): Promise<void> {
    const same = client === this.#client && chosen.pipelineId === this.#chosen.pipelineId && this.status === 'ready';
    if (!same) this.clear();
    this.#client = client;
    this.#chosen = chosen;
    if (same) return this.refresh();
    this.status = 'loading';
    return this.#read();
  }

  /** Reads again as much as is shown, leaving it in place meanwhile. */
  refresh(): Promise<void> {
    if (!this.#client) return Promise.resolve();
    this.#news++;
    if (this.#reading) {
      this.#again = true;
      return Promise.resolve();
    }
    if (this.status !== 'ready') this.status = 'loading';
    this.#changed();
    return this.#read();
  }

  /** Whether a live change tells something that is not known yet. */
  isNews(change: LiveChange | null): boolean {
    // Messages may have been missed, own ones among them: waiting for those would swallow somebody else's later.
    if (change === null) this.#own.clear();
    const own = change?.type === 'deals' && change.id !== null ? (this.#own.get(change.id) ?? 0) : 0;
    if (own === 0 || !change?.id) return true;
    if (own === 1) this.#own.delete(change.id);
    else this.#own.set(change.id, own - 1);
    return false;
  }

  /** Moves a card at once, and for good when the server has answered. Rejects with the card back where it was. */
  move(move: Move): Promise<ChangedDeal> {
    const client = this.#client;
    if (!client) return Promise.reject(new Error('There is no board to move on'));
    this.#moves = [...this.#moves, move];
    this.#changed();
    const sent = this.#queue.then(() => this.#send(client, move));
    this.#queue = sent.catch(() => undefined);
    return sent;
  }

  /** A deal as a write answered it: new, changed or back again. */
  accept(deal: DealListItem): void {
    this.#writes++;
    this.#columns = deal.deletedAt ? without(this.#columns, deal.id) : settled(this.#columns, deal);
    this.#changed();
    // Whether it still fits the filter, the server knows.
    if (isFiltered(this.#chosen)) void this.refresh();
  }

  async loadMore(stageId: string): Promise<void> {
    const client = this.#client;
    const column = this.#columns.find(({ id }) => id === stageId);
    if (!client || !column?.nextCursor || this.more.get(stageId) === 'loading') return;
    this.more.set(stageId, 'loading');
    this.#changed();
    const { signal } = this.#request;
    try {
      const longer = await fetchNext(client, this.#chosen, { column, limit: this.#pageSize }, signal);
      if (signal.aborted) return;
      const shown = new Set(this.#columns.flatMap(({ deals }) => deals.map(({ id }) => id)));
      const fresh = longer.deals.filter(({ id }) => !shown.has(id));
      this.#columns = this.#columns.map((one) =>
        one.id === stageId ? { ...one, deals: [...one.deals, ...fresh], nextCursor: longer.nextCursor } : one,
      );
      this.more.delete(stageId);
    } catch {
      if (signal.aborted) return;
      this.more.set(stageId, 'failed');
    }
    this.#changed();
  }

  /** Drops what is being read; moves go on, and what is shown stays. */
  stop(): void {
    this.#request.abort();
    this.#reading = false;
    if (this.status === 'loading') this.status = 'idle';
  }

  clear(): void {
    this.stop();
    this.status = 'idle';
    this.error = undefined;
    this.name = '';
    this.#columns = [];
    this.#moves = [];
    this.#client = undefined;
    this.more.clear();
    this.#own.clear();
    this.#changed();
  }

  async #send(client: KithClient, move: Move): Promise<ChangedDeal> {
    const { id, place, lostReason } = move;
    this.#own.set(id, (this.#own.get(id) ?? 0) + 1);
    const body = { ...place, ...(lostReason ? { lostReason } : {}) };
    const header = { 'idempotency-key': crypto.randomUUID() };
    const news = this.#news;
    try {
      const deal = await unwrap(client.POST('/v1/deals/{id}/move', { params: { path: { id }, header }, body }));
      this.#moves = this.#moves.filter((one) => one !== move);
      // Somebody may have moved it on before this answer came: then it tells where the deal was.
      const late = news !== this.#news;
      this.accept(deal);
      if (late) void this.refresh();
      return deal;
    } catch (error) {
      this.#own.delete(id);
      this.#moves = this.#moves.filter((one) => one !== move);
      this.#changed();
      // What did happen meanwhile is not known.
      void this.refresh();
      throw error;
    }
  }

  async #read(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#reading = true;
    this.#again = false;
    const writes = this.#writes;
    try {
      const shown = new Map(this.#columns.map(({ id, deals }) => [id, deals.length]));
      const { name, columns } = await fetchShown(client, this.#chosen, { shown, pageSize: this.#pageSize }, signal);
      if (signal.aborted) return;
      if (writes === this.#writes) {
        this.#columns = columns;
        this.name = name;
      } else this.#again = true;
      this.status = 'ready';
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
    this.#reading = false;
    this.more.clear();
    this.#changed();
    if (this.#again) await this.refresh();
  }

  #fail(error: unknown) {
    const missing = ['not_found', 'invalid_input', 'bad_request', 'view_broken'].includes(codeOf(error));
    if (missing) this.#columns = [];
    this.error = missing ? undefined : error;
    this.status = missing ? 'missing' : this.#columns.length > 0 ? 'ready' : 'failed';
  }
}
