// Owns what is known of one deal, and writing to it over the version that was read.
import { type ChangedDeal, type Deal, type DealMove, type DealPatch, type KithClient, unwrap } from '@kith/sdk';
import { codeOf } from '../kit/code-of.ts';

/** How a write ended. `conflict`: somebody else has changed the same field meanwhile; the deal is as they left it. */
export type Written = { is: 'done'; deal: ChangedDeal } | { is: 'conflict' } | { is: 'failed'; code: string };

/** A deal as people may also see it deleted. `changed` is called after each change of its fields. */
export class DealData {
  status: 'none' | 'loading' | 'ready' | 'missing' | 'failed' = 'none';
  deal: Deal | undefined;
  /** Why the last read failed; a deal shown with it is not fresh. */
  error: unknown;
  #client: KithClient | undefined;
  #id = '';
  #request = new AbortController();
  #reading = false;
  #again = false;
  /** One write at a time, each over the version that the one before has made. */
  #queue: Promise<unknown> = Promise.resolve();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Shows another deal, or none for an empty id. What was shown is gone at once. */
  show(client: KithClient, id: string): Promise<void> {
    this.forget();
    this.#client = client;
    this.#id = id;
    if (id === '') return Promise.resolve();
    this.status = 'loading';
    this.#changed();
    return this.#read();
  }

  refresh(): Promise<void> {
    if (!this.#client || this.#id === '') return Promise.resolve();
    if (this.#reading) {
      this.#again = true;
      return Promise.resolve();
    }
    if (this.status === 'failed') this.status = 'loading';
    this.#changed();
    return this.#read();
  }

  stop(): void {
    this.#request.abort();
    this.#reading = false;
  }

  forget(): void {
    this.stop();
    this.status = 'none';
    this.deal = undefined;
    this.error = undefined;
    this.#id = '';
    this.#changed();
  }

  /** Writes fields. What somebody else changed meanwhile in other fields does not stand in the way. */
  save(patch: DealPatch): Promise<Written> {
    const before = this.deal;
    const saved = this.#queue.then(() => this.#save(patch, before));
    this.#queue = saved;
    return saved;
  }

  async #save(patch: DealPatch, before: Deal | undefined): Promise<Written> {
    const first = await this.#patch(patch);
    if (first.is !== 'conflict' || !before) return first;
    // Not the read that may be under way: it may have begun before the change.
    this.stop();
    await this.#read();
    const now = this.deal;
    return now && touched(now, patch) === touched(before, patch) ? this.#patch(patch) : first;
  }

  move(move: DealMove): Promise<Written> {
    const params = this.#params();
    return this.#write((client) => client.POST('/v1/deals/{id}/move', { params, body: move }));
  }

  remove(): Promise<Written> {
    const params = this.#params();
    return this.#write((client) => client.DELETE('/v1/deals/{id}', { params }));
  }

  /** @throws KithError when it is not to be had back. */
  async restore(): Promise<void> {
    if (!this.#client) return;
    await unwrap(this.#client.POST('/v1/deals/{id}/restore', { params: this.#params() }));
    await this.refresh();
  }

  #patch(body: DealPatch): Promise<Written> {
    const { path, header } = this.#params();
    const params = { path, header: { ...header, 'if-match': `"${this.deal?.version ?? 0}"` } };
    return this.#write((client) => client.PATCH('/v1/deals/{id}', { params, body }));
  }

  #params() {
    return { path: { id: this.#id }, header: { 'idempotency-key': crypto.randomUUID() } };
  }

  async #write(
    call: (client: KithClient) => Promise<{ data?: ChangedDeal; error?: unknown; response: Response }>,
  ): Promise<Written> {
    if (!this.#client) return { is: 'failed', code: 'no_session' };
    try {
      const deal = await unwrap(call(this.#client));
      if (deal.id === this.#id) this.deal = deal;
      this.#changed();
      return { is: 'done', deal };
    } catch (error) {
      const code = codeOf(error);
      return code === 'version_conflict' ? { is: 'conflict' } : { is: 'failed', code };
    }
  }

  async #read(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#reading = true;
    this.#again = false;
    try {
      const deal = await unwrap(client.GET('/v1/deals/{id}', { params: { path: { id: this.#id } }, signal }));
      if (signal.aborted) return;
      // An answer to a write may have come first.
      if (deal.version >= (this.deal?.version ?? 0)) this.deal = deal;
      this.status = 'ready';
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
    this.#reading = false;
    this.#changed();
    if (this.#again) await this.refresh();
  }

  #fail(error: unknown) {
    const missing = ['not_found', 'invalid_input', 'bad_request'].includes(codeOf(error));
    if (missing) this.deal = undefined;
    this.error = missing ? undefined : error;
    this.status = missing ? 'missing' : this.deal ? 'ready' : 'failed';
  }
}

/** What a patch would replace, to compare. */
function touched(deal: Deal, { fields, companyId, ...patch }: DealPatch): string {
  const own = Object.keys(fields ?? {}).map((key) => deal.fields[key]);
  const company = companyId === undefined ? null : deal.company?.id;
  return JSON.stringify([own, company, Object.keys(patch).map((key) => Reflect.get(deal, key))]);
}
