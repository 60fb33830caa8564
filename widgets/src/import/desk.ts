// Owns what <kith-import> knows and does: the import in hand, its rows, and each step on the server.
import { type Import, type ImportMapping, type ImportOptions, type KithClient, unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import { permissionsOf } from '../kit/who.ts';
import { isWorking, stageOf, withCountry } from './import-stage.ts';
import { createField, type FieldDraft } from './new-field.ts';
import type { Reading } from './reading.ts';
import { type Outcome, RowPages } from './row-pages.ts';
import { uploadFile } from './upload.ts';

/** Asked again so often while a job works, in case no live message comes, in milliseconds. */
const askMs = 1500;

export class Desk {
  options: ImportOptions | undefined;
  recent: readonly Import[] = [];
  current: Import | undefined;
  /** The mapping as it is being changed. */
  mapping: ImportMapping | undefined;
  readonly pages: RowPages;
  uploading: File | undefined;
  /** The file of the import in hand, while it can be read in another way. */
  file: File | undefined;
  /** The field that is being made for a column. */
  draft: FieldDraft | undefined;
  /** Whether the session may make fields. */
  mayAddFields = false;
  /** What is being asked for right now; buttons wait. */
  busy = false;
  /** Why the last step was refused. */
  problem: unknown;
  /** Why nothing could be read at all. */
  error: unknown;
  readonly session: KithSession;
  readonly #client: KithClient;
  readonly #changed: () => void;
  #alive = new AbortController();
  #asking: ReturnType<typeof setTimeout> | undefined;
  #upload: AbortController | undefined;
  /** Of which stage of which import the rows were read. */
  #rowsOf = '';

  constructor(session: KithSession, changed: () => void) {
    this.session = session;
    this.#client = clientOf(session);
    this.pages = new RowPages(this.#client);
    this.#changed = changed;
  }

  /** Begins with one import, or with the choice of a file. */
  async start(id: string): Promise<void> {
    this.#alive = new AbortController();
    await this.try(async () => {
      const [options, permissions] = await Promise.all([
        this.options ?? unwrap(this.#client.GET('/v1/import-options')),
        permissionsOf(this.session),
      ]);
      this.options = options;
      this.mayAddFields = permissions.includes('fields.manage');
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
    // What a step answers is newer; and the import in hand may be replaced by it.
    if (this.busy) return;
    if (this.current) await this.#follow(this.current.id);
    else if (!this.uploading) await this.try(() => this.#readRecent(), 'error');
  }

  async choose(file: File): Promise<void> {
    if (this.options && file.size > this.options.maxBytes) {
      this.problem = { code: 'file_too_large' };
      return this.#changed();
    }
    this.#upload = new AbortController();
    this.uploading = file;
    await this.#step(() => uploadFile(this.session, { file, signal: this.#upload?.signal }));
    this.file = file;
    this.uploading = undefined;
    this.#changed();
  }

  cancelUpload(): void {
    this.#upload?.abort();
  }

  /** Reads the file in hand in another way. What was read before is dropped. */
  async reread(reading: Reading): Promise<void> {
    const { current, file } = this;
    if (!file || !current) return;
    this.draft = undefined;
    await this.#step(() => uploadFile(this.session, { file, reading, replaces: current.id }));
  }

  /** Begins to make a field for a column, goes on with it, or gives it up. */
  draftField(draft: FieldDraft | undefined): void {
    this.draft = draft;
    this.#changed();
  }

  /** Makes the field and imports its column as that. */
  async addField(): Promise<void> {
    const { draft, mapping } = this;
    if (!draft || !mapping || this.busy) return;
    await this.#busily(async () => {
      const target = await createField(this.#client, draft, mapping.kind);
      this.options = await unwrap(this.#client.GET('/v1/import-options'));
      this.draft = undefined;
      this.change({ targets: mapping.targets.with(draft.at, target) });
    });
  }

  async open(id: string): Promise<void> {
    this.file = undefined;
    await this.#step(() => this.#read(id));
  }

  async close(): Promise<void> {
    clearTimeout(this.#asking);
    this.current = undefined;
    this.mapping = undefined;
    this.pages.clear();
    this.draft = undefined;
    this.file = undefined;
    this.problem = undefined;
    this.#changed();
    await this.try(() => this.#readRecent(), 'error');
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
    await this.try(async () => {
      await unwrap(this.#client.POST('/v1/jobs/{id}/cancel', { params: { path: { id } } }));
    });
    await this.refresh();
  }

  async show(outcome: Outcome): Promise<void> {
    const id = this.current?.id;
    if (!id) return;
    this.pages.clear(outcome);
    this.#changed();
    await this.try(() => this.pages.begin(id, outcome));
  }

  async moreRows(): Promise<void> {
    await this.try(() => this.pages.more());
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

  async #follow(id: string): Promise<void> {
    await this.try(async () => {
      const now = await this.#read(id).catch((error) => {
        if (this.busy || this.current?.id !== id) return undefined;
        throw error;
      });
      const here = this.current?.id === id ? this.current : undefined;
      // What is on its way may be older than what is shown.
      if (now && here && now.version >= here.version) await this.#take(now);
    });
  }

  async #take(now: Import): Promise<void> {
    if (this.current?.id !== now.id || !this.mapping) this.mapping = withCountry(now);
    this.current = now;
    clearTimeout(this.#asking);
    if (isWorking(now)) this.#asking = setTimeout(() => void this.#follow(now.id), askMs);
    else if (now.counts && this.#rowsOf !== stageOf(now)) await this.#firstRows(now);
  }

  /** The first outcome that has rows. */
  async #firstRows(now: Import): Promise<void> {
    const all = ['create', 'update', 'invalid', 'skip'] as const;
    await this.pages.begin(now.id, all.find((outcome) => (now.counts?.[outcome] ?? 0) > 0) ?? 'create');
    this.#rowsOf = stageOf(now);
  }

  #step(ask: () => Promise<Import>): Promise<void> {
    return this.#busily(async () => this.#take(await ask()));
  }

  async #busily(run: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    this.#changed();
    await this.try(run);
    this.busy = false;
    this.#changed();
  }

  /** Does something, and shows why if it is refused. */
  async try(run: () => Promise<void>, where: 'problem' | 'error' = 'problem'): Promise<void> {
    try {
      if (where === 'error') this.error = undefined;
      await run();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this[where] = error;
    }
    this.#changed();
  }
}
