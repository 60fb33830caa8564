// Owns what <kith-import> knows and does: the import in hand, its rows, and each step on the server.
import {
  type Import,
  type ImportMapping,
  type ImportOptions,
  type ImportRow,
  type KithClient,
  unwrap,
} from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { likelyCountry } from './countries.ts';
import { uploadFile } from './upload.ts';

export type Outcome = 'create' | 'update' | 'skip' | 'invalid';

/** Asked again so often while a job works, in case no live message comes, in milliseconds. */
const askMs = 1500;
const page = 50;

export class Desk {
  options: ImportOptions | undefined;
  recent: readonly Import[] = [];
  current: Import | undefined;
  /** The mapping as it is being changed. */
  mapping: ImportMapping | undefined;
  outcome: Outcome = 'create';
  rows: readonly ImportRow[] | undefined;
  nextRows: string | null = null;
  uploading: File | undefined;
  /** What is being asked for right now; buttons wait. */
  busy = false;
  /** Why the last step was refused. */
  problem: unknown;
  /** Why nothing could be read at all. */
  error: unknown;
  readonly #session: KithSession;
  readonly #client: KithClient;
  readonly #changed: () => void;
  #alive = new AbortController();
  #asking: ReturnType<typeof setTimeout> | undefined;
  #upload: AbortController | undefined;

  constructor(session: KithSession, changed: () => void) {
    this.#session = session;
    this.#client = clientOf(session);
    this.#changed = changed;
  }

  /** Begins with one import, or with the choice of a file. */
  async start(id: string): Promise<void> {
    this.#alive = new AbortController();
    await this.#try(async () => {
      this.options ??= await unwrap(this.#client.GET('/v1/import-options'));
      if (id) await this.#take(await this.#read(id));
      else await this.#readRecent();
    }, 'error');
  }

  stop(): void {
    clearTimeout(this.#asking);
    this.#alive.abort();
    this.#upload?.abort();
  }

  /** Reads anew what is shown. */
  async refresh(): Promise<void> {
    if (this.current) await this.#follow(this.current.id);
    else if (!this.uploading) await this.#try(() => this.#readRecent(), 'error');
  }

  async choose(file: File): Promise<void> {
    this.problem = undefined;
    if (this.options && file.size > this.options.maxBytes) {
      this.problem = { code: 'file_too_large' };
      return this.#changed();
    }
    this.#upload = new AbortController();
    this.uploading = file;
    await this.#step(() => uploadFile(this.#session, file, this.#upload?.signal));
    this.uploading = undefined;
    this.#changed();
  }

  cancelUpload(): void {
    this.#upload?.abort();
  }

  async open(id: string): Promise<void> {
    await this.#step(() => this.#read(id));
  }

  async close(): Promise<void> {
    clearTimeout(this.#asking);
    this.current = undefined;
    this.mapping = undefined;
    this.rows = undefined;
    this.problem = undefined;
    this.#changed();
    await this.#try(() => this.#readRecent(), 'error');
  }

  change(mapping: Partial<ImportMapping>): void {
    if (this.mapping) this.mapping = { ...this.mapping, ...mapping };
    this.#changed();
  }

  /** Goes back from the preview to the columns. */
  reopen(): void {
    if (this.current) this.current = { ...this.current, state: 'uploaded' };
    this.#changed();
  }

  async plan(): Promise<void> {
    const { current, mapping } = this;
    if (!current || !mapping) return;
    const params = { path: { id: current.id } };
    await this.#step(() => unwrap(this.#client.PUT('/v1/imports/{id}/mapping', { params, body: mapping })));
  }

  async run(): Promise<void> {
    await this.#act('/v1/imports/{id}/run');
  }

  async undo(): Promise<void> {
    await this.#act('/v1/imports/{id}/undo');
  }

  async cancelJob(): Promise<void> {
    const id = this.current?.job?.id;
    if (!id) return;
    await this.#try(async () => {
      await unwrap(this.#client.POST('/v1/jobs/{id}/cancel', { params: { path: { id } } }));
    });
    await this.refresh();
  }

  async show(outcome: Outcome): Promise<void> {
    this.outcome = outcome;
    this.rows = undefined;
    this.#changed();
    await this.#try(() => this.#readRows(null));
  }

  async moreRows(): Promise<void> {
    await this.#try(() => this.#readRows(this.nextRows));
  }

  /** The invalid rows as a file. */
  async rejected(): Promise<Blob> {
    const { apiUrl, organizationId } = this.#session;
    const token = await this.#session.getToken({ renew: false });
    const headers = { authorization: `Bearer ${token}`, 'kith-organization': organizationId };
    const response = await fetch(`${apiUrl}/v1/imports/${this.current?.id}/rejected.csv`, { headers });
    if (!response.ok) throw new Error(`The rows were answered with ${response.status}`);
    return response.blob();
  }

  async #act(path: '/v1/imports/{id}/run' | '/v1/imports/{id}/undo'): Promise<void> {
    const id = this.current?.id;
    if (id) await this.#step(() => unwrap(this.#client.POST(path, { params: { path: { id } } })));
  }

  #read(id: string): Promise<Import> {
    const { signal } = this.#alive;
    return unwrap(this.#client.GET('/v1/imports/{id}', { params: { path: { id } }, signal }));
  }

  async #readRecent(): Promise<void> {
    const list = await unwrap(this.#client.GET('/v1/imports', { params: { query: { limit: 5 } } }));
    this.recent = list.items;
  }

  async #readRows(cursor: string | null): Promise<void> {
    const { current, outcome } = this;
    if (!current) return;
    const query = { outcome, limit: page, ...(cursor === null ? {} : { cursor }) };
    const params = { path: { id: current.id }, query };
    const answer = await unwrap(this.#client.GET('/v1/imports/{id}/preview', { params }));
    if (this.current?.id !== current.id || this.outcome !== outcome) return;
    this.rows = cursor === null ? answer.items : [...(this.rows ?? []), ...answer.items];
    this.nextRows = answer.nextCursor;
  }

  async #follow(id: string): Promise<void> {
    await this.#try(async () => {
      const now = await this.#read(id);
      const here = this.current?.id === id ? this.current : undefined;
      // What is on its way may be older than what is shown.
      if (here && now.version >= here.version) await this.#take(now);
    });
  }

  async #take(now: Import): Promise<void> {
    const before = this.current;
    this.current = now;
    if (before?.id !== now.id || !this.mapping) this.mapping = withCountry(now);
    clearTimeout(this.#asking);
    if (isWorking(now)) this.#asking = setTimeout(() => void this.#follow(now.id), askMs);
    else if (now.counts && (before?.state !== now.state || before.version !== now.version)) await this.#firstRows(now);
  }

  /** The first outcome that has rows. */
  async #firstRows({ counts }: Import): Promise<void> {
    const all = ['create', 'update', 'invalid', 'skip'] as const;
    this.outcome = all.find((outcome) => (counts?.[outcome] ?? 0) > 0) ?? 'create';
    await this.#readRows(null);
  }

  async #step(ask: () => Promise<Import>): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    this.#changed();
    await this.#try(async () => this.#take(await ask()));
    this.busy = false;
    this.#changed();
  }

  async #try(run: () => Promise<void>, where: 'problem' | 'error' = 'problem'): Promise<void> {
    try {
      if (where === 'error') this.error = undefined;
      await run();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this[where] = error;
    }
    this.#changed();
  }
}

/** Whether a job is at it. */
export const isWorking = ({ job }: Import) => job?.state === 'queued' || job?.state === 'running';

/** Before anything was decided, short numbers are taken to be of the country that the browser speaks of. */
const withCountry = ({ state, mapping }: Import): ImportMapping =>
  state === 'uploaded' ? { ...mapping, phoneCountry: mapping.phoneCountry ?? likelyCountry() } : mapping;
