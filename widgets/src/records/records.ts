// Owns <kith-records>: people, companies or deals through a view that can be filtered, sorted, saved and shared.
import { type KithClient, type LiveResource, unwrap, type ViewField, type ViewRecord } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Filter, TriangleAlert, UsersRound } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf, permissionsOf } from '../kit/client.ts';
import { Feed } from '../kit/feed.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import { codeOf, explain } from '../kit/problem.ts';
import { openRecord } from '../kit/record.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { drawGroup } from './builder.ts';
import { type Choices, loadChoices, noChoices } from './choices.ts';
import { ViewDesk } from './desk.ts';
import { type Draft, nextSort, type Resource, rootOf, usable, withRoot } from './draft.ts';
import { recordsSheet } from './records.styles.ts';
import { ghostRows, lines, type RowsView, sheet } from './rows.ts';
import { columnsPanel, namePanel, type Open, type ToolbarView, toolbar } from './toolbar.ts';
import { recordsWords } from './words.ts';
import { writeCell } from './write-cell.ts';

const pageSize = 50;
const types = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;
const isResource = (name: string): name is Resource => Object.hasOwn(types, name);

/**
 * `<kith-records>`: a view of people, companies or deals, as a sheet or a list, kept live. Filters are groups of conditions
 * joined by and/or; views are saved for oneself or shared with the team.
 *
 * Keyboard: everything is reached by Tab; Enter opens a record and sorts by a heading; in the sheet Enter or F2 on a cell that may
 * be changed writes in it, Enter keeps, Esc leaves it.
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
 * @csspart panel - filter, columns or name. @csspart group - a group of conditions. @csspart condition - one condition.
 * @csspart value - the input of its value. @csspart sheet - the table. @csspart list - the list.
 * @csspart row - one record. @csspart name - its name. @csspart avatar - initials. @csspart more - the button for the next rows.
 * @csspart empty - what stands for no rows. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-records-height=560px] - height, the same before and after the data.
 */
export class KithRecords extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, avatarSheet, stateSheet, recordsSheet];
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
  readonly #feed = new Feed<ViewRecord>(() => this.requestUpdate());
  readonly #desk = new ViewDesk();
  #fields: ReadonlyMap<string, ViewField> = new Map();
  #standard: string[] = [];
  #choices: Choices = noChoices;
  #mayWrite = false;
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

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    this.#loading.abort();
    this.#loading = new AbortController();
    void this.#prepare(clientOf(session), this.#loading.signal);
  }

  async #prepare(client: KithClient, signal: AbortSignal): Promise<void> {
    const query = { resource: this.#resource };
    try {
      const [known, choices, , permissions] = await Promise.all([
        unwrap(client.GET('/v1/view-fields', { params: { query }, signal })),
        loadChoices(client, signal),
        this.#desk.load(client, this.#resource, signal),
        this.active ? permissionsOf(this.active) : Promise.resolve<readonly string[]>([]),
      ]);
      if (signal.aborted) return;
      this.#fields = new Map(known.fields.map((field) => [field.key, field]));
      this.#standard = known.columns;
      this.#choices = choices;
      this.#mayWrite = permissions.includes('views.write');
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
    const session = this.active;
    if (!session || this.#broken.length > 0) return;
    const { filter, sort } = this.#desk.draft;
    const where = usable(filter.where, this.#fields);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const asked = {
      resource: this.#resource,
      filter: { version: 1 as const, where },
      sort,
      columns: this.#columns,
      zone: this.#desk.base?.zone ?? timeZone,
    };
    const page = ({ limit, cursor, signal }: { limit: number; cursor: string | undefined; signal: AbortSignal }) =>
      unwrap(
        clientOf(session).POST('/v1/views/preview', {
          body: { ...asked, limit, ...(cursor ? { cursor } : {}) },
          signal,
        }),
      );
    void this.#feed.load(page, { pageSize, keep });
  }

  /** The name always stands first: it opens the record. */
  get #columns(): string[] {
    const { columns } = this.#desk.draft;
    const chosen = (columns.length > 0 ? columns : this.#standard).filter((key) => this.#fields.has(key));
    return ['name', ...chosen.filter((key) => key !== 'name')];
  }

  /** Conditions, sorts and columns of fields that are not there any more. */
  get #broken(): string[] {
    const { base, draft } = this.#desk;
    if (!base || base.problems.length === 0) return [];
    return JSON.stringify(draft.filter) === JSON.stringify(base.filter) ? base.problems.map(({ path }) => path) : [];
  }

  protected override resume(): void {
    if (this.#fields.size === 0) this.load();
    else if (this.#feed.status === 'idle') this.#fetch(true);
  }

  protected override pause(): void {
    this.#loading.abort();
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
    this.#desk.forget();
    this.#fields = new Map();
  }

  protected override changed(changes: readonly ({ type: string } | null)[]): void {
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
      <div class="body" tabindex="-1" @scroll=${this.#onScroll}>${this.#body()}</div>
    </section>`;
  }

  get #toolbar(): ToolbarView {
    return {
      desk: this.#desk,
      resource: this.#resource,
      fields: this.#fields,
      columns: this.#columns,
      open: this.#open,
      mayWrite: this.#mayWrite,
      t: this.#words,
      choose: (id) => this.#choose(id),
      toggle: (open) => this.#toggle(open),
      setForm: (form) => this.#change({ ...this.#desk.draft, form }, false),
      setColumns: (columns) => this.#change({ ...this.#desk.draft, columns }),
      save: () => void this.#save((client) => this.#desk.save(client)),
      name: (named) =>
        void this.#save((client) =>
          this.#open === 'name'
            ? this.#desk.save(client, named)
            : this.#desk.saveAs(client, { ...named, resource: this.#resource }),
        ),
      remove: () => void this.#remove(),
    };
  }

  #panel() {
    const { draft } = this.#desk;
    if (this.#open === 'columns') return columnsPanel(this.#toolbar);
    if (this.#open === 'name' || this.#open === 'new') return namePanel(this.#toolbar);
    if (this.#open !== 'filter' || this.#fields.size === 0) return nothing;
    const view = { fields: this.#fields, choices: this.#choices, t: this.#words };
    return html`<div class="panel" part="panel">
      ${drawGroup(view, rootOf(draft), (root) => this.#change(withRoot(this.#desk.draft, root)))}
    </div>`;
  }

  #count() {
    const { status, items, more } = this.#feed;
    if (status !== 'ready') return nothing;
    return this.#words(more === 'none' ? 'count' : 'shown', { count: items.length });
  }

  #body() {
    const t = this.#words;
    const { status, items, error, more } = this.#feed;
    const failure = this.sessionError ?? this.#error ?? (status === 'failed' ? error : undefined);
    if (failure !== undefined) return errorState(failure, t, () => this.#retry());
    if (this.#broken.length > 0) return this.#brokenState();
    if (status !== 'ready') return ghostRows(10);
    if (items.length === 0) {
      const filtered = this.#desk.draft.filter.where !== null;
      return filtered
        ? emptyState(Filter, t('nothing'), t('nothingDo'))
        : emptyState(UsersRound, t('nobody'), t('nobodyDo'));
    }
    const shown = this.#desk.draft.form === 'list' ? lines(this.#rows) : sheet(this.#rows);
    return html`${shown} ${moreButton(more, t, () => void this.#feed.loadMore())}`;
  }

  get #rows(): RowsView {
    return {
      items: this.#feed.items,
      columns: this.#columns,
      sort: this.#desk.draft.sort,
      fields: this.#fields,
      choices: this.#choices,
      language: this.language,
      t: this.#words,
      editing: this.#editing,
      mayWrite: this.#mayWrite,
      open: (record) => openRecord(this, { type: types[this.#resource], id: record.id }),
      sortBy: (column) => this.#change({ ...this.#desk.draft, sort: nextSort(this.#desk.draft.sort, column) }),
      edit: (cell) => {
        this.#editing = cell;
        this.requestUpdate();
      },
      write: (record, column, text) => void this.#write(record, column, text),
    };
  }

  #brokenState() {
    const t = this.#words;
    const mend = () => {
      const { draft } = this.#desk;
      const sort = draft.sort.filter(({ field }) => this.#fields.has(field));
      const columns = draft.columns.filter((key) => this.#fields.has(key));
      this.#change({
        ...draft,
        sort,
        columns,
        filter: { version: 1, where: usable(draft.filter.where, this.#fields) },
      });
    };
    return html`<div class="state" part="error" role="alert">
      <span class="mark bad">${icon(TriangleAlert)}</span>
      <p class="title">${t('broken')}</p>
      <p class="advice">${t('brokenDo')}</p>
      <button class="button" type="button" part="retry" @click=${mend}>${t('mend')}</button>
    </div>`;
  }

  #retry() {
    if (this.sessionError !== undefined) this.retrySession();
    else this.load();
  }

  #choose(id: string) {
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

  #change(draft: Draft, fetch = true) {
    this.#desk.draft = draft;
    if (fetch) this.#fetch(true);
    this.requestUpdate();
  }

  async #save(run: (client: KithClient) => Promise<{ id: string }>): Promise<void> {
    const session = this.active;
    if (!session) return;
    // What is half written is not saved.
    const { draft } = this.#desk;
    this.#desk.draft = { ...draft, filter: { version: 1, where: usable(draft.filter.where, this.#fields) } };
    try {
      const { id } = await run(clientOf(session));
      this.#open = '';
      if (this.view === id) this.#tell('saved');
      else this.#choose(id);
    } catch (error) {
      this.#tellProblem(error);
    }
    this.requestUpdate();
  }

  async #remove(): Promise<void> {
    const session = this.active;
    if (!session) return;
    try {
      const undo = await this.#desk.remove(clientOf(session));
      this.#choose('');
      this.#tell('removed', undo);
    } catch (error) {
      this.#tellProblem(error);
    }
  }

  async #write(record: ViewRecord, column: string, text: string): Promise<void> {
    const session = this.active;
    const property = this.#fields.get(column)?.editable;
    if (!session || !property) return;
    try {
      await writeCell(clientOf(session), this.#resource, { record, property, text });
    } catch (error) {
      this.#tellProblem(error);
    }
    void this.#feed.refresh();
  }

  #tell(key: 'saved' | 'removed', undo?: () => Promise<unknown>) {
    const { language } = this;
    void showToast({
      near: this,
      language,
      text: this.#words(key),
      ...(undo ? { undo, onUndone: () => this.load() } : {}),
    });
  }

  #tellProblem(error: unknown) {
    const t = this.#words;
    const text =
      codeOf(error) === 'version_conflict' ? t('changedMeanwhile') : `${t('notSaved')}: ${explain(error, t).title}`;
    void showToast({ near: this, language: this.language, text, problem: true });
    if (codeOf(error) === 'version_conflict') this.load();
  }

  /** The next rows come before the end is reached. */
  #onScroll(event: Event & { currentTarget: HTMLElement }) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (this.#feed.more === 'available' && scrollHeight - scrollTop - clientHeight < 240) void this.#feed.loadMore();
  }
}
