// Owns <kith-records>: people, companies or deals through a view that can be filtered, sorted, saved and shared.
import type { KithClient, LiveChange, LiveResource, ViewRecord } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { KithElement } from '../kit/kith-element.ts';
import { progressSheet } from '../kit/progress.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { boardBody, brokenState, recordsBody } from './body.ts';
import { builderSheet } from './builder.styles.ts';
import { drawGroup } from './builder.ts';
import { BulkDesk } from './bulk-desk.ts';
import { ViewDesk } from './desk.ts';
import { type Draft, type Group, nextSort, type Resource, rootOf, usable, withRoot } from './draft.ts';
import { Known } from './known.ts';
import { type Open, openPanel } from './panels.ts';
import { isBoard, RecordReader } from './record-reader.ts';
import { recordsSheet } from './records.styles.ts';
import { rowsSheet } from './rows.styles.ts';
import type { RowsView } from './rows.ts';
import { type ToolbarView, toolbar } from './toolbar.ts';
import { ViewKeeper } from './view-keeper.ts';
import { recordsWords } from './words.ts';

const types = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;
const isResource = (name: string): name is Resource => Object.hasOwn(types, name);

/**
 * `<kith-records>`: a view of people, companies or deals, as a sheet, a list or (deals) a board, kept live. Filters are groups of conditions
 * joined by and/or; views are saved for oneself or shared with the team.
 *
 * Keyboard: everything is reached by Tab; Enter opens a record and sorts by a heading; in the sheet Enter or F2 on a cell that may
 * be changed writes in it, Enter keeps, Esc leaves it; on the box of a row Space selects it, Shift with Space or arrows a range, Esc none.
 *
 * @attr resource `contacts` (default), `companies` or `deals`.
 * @attr view id of the saved view; empty for everything.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for rows of 32 px instead of 40.
 *
 * @fires kith-open - a record was picked; `detail.type` and `detail.id` name it. Bubbles, composed, cancelable.
 * @fires kith-view - another view was opened; `detail.id` is its id, null for everything. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart head - what stands above the records. @csspart views - the choice of the view.
 * @csspart bulk - what can be done to selected records. @csspart panel - filter, columns or name. @csspart group - a group of conditions. @csspart condition - one condition.
 * @csspart value - the input of its value. @csspart sheet - the table. @csspart list - the list.
 * @csspart row - one record. @csspart name - its name. @csspart form - a button for the form. @csspart avatar - initials. @csspart more - the button for the next rows.
 * @csspart empty - what stands for no rows. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-records-height=560px] - height, the same before and after the data.
 */
export class KithRecords extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    progressSheet,
    recordsSheet,
    builderSheet,
    rowsSheet,
  ];
  static override properties: PropertyDeclarations = { resource: inputAttribute, view: inputAttribute };

  declare resource: string;
  declare view: string;

  protected override readonly resources: readonly LiveResource[] = [
    'contacts',
    'companies',
    'deals',
    'views',
    'fields',
  ];
  readonly #reader = new RecordReader(() => this.requestUpdate());
  readonly #desk = new ViewDesk();
  readonly #known = new Known();
  readonly #bulk = new BulkDesk({
    element: this,
    known: this.#known,
    session: () => this.active,
    resource: () => this.#resource,
    given: () => this.#reader.given,
    language: () => this.language,
    words: () => this.#words,
    changed: () => this.requestUpdate(),
    refresh: () => void this.#feed.refresh(),
  });
  readonly #keeper = new ViewKeeper({
    element: this,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
    reload: () => this.load(),
  });
  #loading = new AbortController();
  #error: unknown;
  #open: Open = '';
  #editing = '';

  constructor() {
    super();
    this.resource = 'contacts';
    this.view = '';
  }

  get #resource(): Resource {
    return isResource(this.resource) ? this.resource : 'contacts';
  }

  get #words() {
    return recordsWords(this.language, this.respeak);
  }

  get #feed() {
    return this.#reader.feed;
  }

  protected override load(): void {
    if (!this.active) return;
    this.#loading.abort();
    this.#loading = new AbortController();
    void this.#prepare(this.active, this.#loading.signal);
  }

  async #prepare(session: KithSession, signal: AbortSignal): Promise<void> {
    try {
      await Promise.all([
        this.#known.load(session, this.#resource, signal),
        this.#desk.load(clientOf(session), this.#resource, signal),
      ]);
      if (signal.aborted) return;
      this.#error = undefined;
      if (this.view !== (this.#desk.base?.id ?? '')) this.#desk.open(this.view);
      this.#fetch(false);
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  #fetch(keep: boolean) {
    const { active: session } = this;
    if (session) this.#reader.read({ session, resource: this.#resource, desk: this.#desk, known: this.#known, keep });
  }

  protected override resume(): void {
    if (this.#known.fields.size === 0) this.load();
    else if (this.#feed.status === 'idle') this.#fetch(true);
  }

  protected override pause(): void {
    this.#loading.abort();
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#reader.forget();
    this.#bulk.forget();
    this.#desk.forget();
    this.#known.forget();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const about = changes.some((change) => change === null || change.type === 'views' || change.type === 'fields');
    if (about && this.#open === '') this.load();
    else void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('resource') && changes.get('resource') !== undefined) {
      this.forget();
      this.load();
    } else if (changes.has('view') && changes.get('view') !== undefined && this.view !== (this.#desk.base?.id ?? '')) {
      this.#desk.open(this.view);
      this.#fetch(false);
    }
    this.renderRoot.querySelector<HTMLInputElement>('[data-editing]:not(:focus)')?.focus();
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t(`all_${this.#resource}`)}>
      ${toolbar(this.#toolbar, this.#count())} ${staleBadge(this.live === 'down', t)} ${this.#panel()}
      ${this.#bulk.draw(this.#feed.more !== 'none')}
      <div class="body" tabindex="-1" @scroll=${this.#onScroll}>${this.#body()}</div>
    </section>`;
  }

  get #toolbar(): ToolbarView {
    const desk = this.#desk;
    return {
      desk,
      resource: this.#resource,
      fields: this.#known.fields,
      columns: this.#known.columnsOf(desk.draft),
      open: this.#open,
      mayWrite: this.#known.mayWrite,
      t: this.#words,
      choose: (id) => this.#choose(id),
      toggle: (open) => this.#toggle(open),
      setForm: (form) => this.#change({ ...desk.draft, form }),
      setColumns: (columns) => this.#change({ ...desk.draft, columns }),
      save: () => void this.#save((client) => desk.save(client)),
      name: (named) =>
        void this.#save((client) =>
          this.#open === 'name'
            ? desk.save(client, named)
            : desk.saveAs(client, { ...named, resource: this.#resource }),
        ),
      remove: () => void this.#remove(),
    };
  }

  #panel() {
    const { fields } = this.#known;
    const choices = this.#known.choicesIn(this.language);
    const set = (root: Group) => this.#change(withRoot(this.#desk.draft, root));
    return openPanel(this.#toolbar, () =>
      drawGroup({ fields, choices, t: this.#words }, rootOf(this.#desk.draft), set),
    );
  }

  #count() {
    const { status, items, more } = this.#feed;
    if (status !== 'ready') return nothing;
    return this.#words(more === 'none' ? 'count' : 'shown', { count: items.length });
  }

  #body() {
    const t = this.#words;
    const { status, error } = this.#feed;
    const failure = this.sessionError ?? this.#error ?? (status === 'failed' ? error : undefined);
    if (failure !== undefined) return errorState(failure, t, () => this.#retry());
    if (this.#desk.broken.length > 0) return brokenState(t, () => this.#change(this.#desk.mended(this.#known.fields)));
    const { active: session, language: lang, density } = this;
    const { given } = this.#reader;
    if (isBoard(this.#desk.draft.form, this.#resource)) return boardBody({ given, session, lang, density });
    return recordsBody({ feed: this.#feed, draft: this.#desk.draft, rows: this.#rows, t });
  }

  get #rows(): RowsView {
    const { draft } = this.#desk;
    return {
      items: this.#feed.items,
      columns: this.#known.columnsOf(draft),
      sort: draft.sort,
      fields: this.#known.fields,
      choices: this.#known.choicesIn(this.language),
      language: this.language,
      t: this.#words,
      editing: this.#editing,
      mayWrite: this.#known.mayWrite,
      open: (record) => openRecord(this, { type: types[this.#resource], id: record.id }),
      sortBy: (column) => this.#change({ ...draft, sort: nextSort(draft.sort, column) }),
      edit: (cell) => {
        this.#editing = cell;
        this.requestUpdate();
      },
      selection: this.#known.mayEdit ? this.#bulk.selection : undefined,
      select: (change) => {
        change(this.#bulk.selection);
        this.requestUpdate();
      },
      write: (record, column, text) => void this.#write(record, column, text),
    };
  }

  #retry() {
    if (this.sessionError !== undefined) this.retrySession();
    else this.load();
  }

  #choose(id: string) {
    this.#bulk.selection.clear();
    this.#desk.open(id);
    this.view = id;
    this.#open = '';
    this.#fetch(false);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('kith-view', { bubbles: true, composed: true, detail: { id: id || null } }));
  }

  #toggle(open: Open) {
    this.#open = this.#open === open ? '' : open;
    this.requestUpdate();
    if (open === 'name' || open === 'new') {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('.naming .field')?.focus());
    }
  }

  #change(draft: Draft) {
    // What is not shown must not be changed along.
    if (JSON.stringify(draft.filter) !== JSON.stringify(this.#desk.draft.filter)) this.#bulk.selection.clear();
    this.#desk.draft = draft;
    this.#fetch(true);
    this.requestUpdate();
  }

  async #save(run: (client: KithClient) => Promise<{ id: string }>): Promise<void> {
    // What is half written is not saved.
    const { draft } = this.#desk;
    this.#desk.draft = { ...draft, filter: { version: 1, where: usable(draft.filter.where, this.#known.fields) } };
    const saved = await this.#keeper.run(run);
    if (saved) {
      this.#open = '';
      if (this.view === saved.id) this.#keeper.tell('saved');
      else this.#choose(saved.id);
    }
    this.requestUpdate();
  }

  async #remove(): Promise<void> {
    const undo = await this.#keeper.run((client) => this.#desk.remove(client));
    if (!undo) return;
    this.#choose('');
    this.#keeper.tell('removed', undo);
  }

  async #write(record: ViewRecord, column: string, text: string): Promise<void> {
    const property = this.#known.fields.get(column)?.editable;
    if (!property) return;
    await this.#keeper.write(record, { resource: this.#resource, property, text });
    void this.#feed.refresh();
  }

  /** The next rows come before the end is reached. */
  #onScroll(event: Event & { currentTarget: HTMLElement }) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (this.#feed.more === 'available' && scrollHeight - scrollTop - clientHeight < 240) void this.#feed.loadMore();
  }
}
