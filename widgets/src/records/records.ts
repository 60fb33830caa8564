// Owns <kith-records>: people, companies or deals through a view that can be filtered, sorted, saved and shared.
import type { LiveChange, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { KithElement } from '../kit/kith-element.ts';
import { progressSheet } from '../kit/progress.ts';
import type { KithSession } from '../kit/session.ts';
import { errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { boardBody, brokenState, recordsBody } from './body.ts';
import { builderSheet } from './builder.styles.ts';
import { BulkDesk } from './bulk-desk.ts';
import { ViewDesk } from './desk.ts';
import type { Resource } from './draft.ts';
import { Known } from './known.ts';
import { isBoard, RecordReader } from './record-reader.ts';
import { recordsSheet } from './records.styles.ts';
import type { RecordsHost } from './records-host.ts';
import { RowActs } from './row-acts.ts';
import { rowsSheet } from './rows.styles.ts';
import { ViewActs } from './view-acts.ts';
import { ViewKeeper } from './view-keeper.ts';
import { recordsWords } from './words.ts';

const isResource = (name: string): name is Resource => ['contacts', 'companies', 'deals'].includes(name);

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
  readonly #host: RecordsHost = {
    element: this,
    desk: this.#desk,
    known: this.#known,
    session: () => this.active,
    resource: () => this.#resource,
    language: () => this.language,
    words: () => this.#words,
    changed: () => this.requestUpdate(),
  };
  readonly #keeper = new ViewKeeper({ ...this.#host, reload: () => this.load() });
  readonly #bulk = new BulkDesk({
    ...this.#host,
    given: () => this.#reader.given,
    refresh: () => void this.#feed.refresh(),
  });
  readonly #acts = new ViewActs({
    ...this.#host,
    keeper: this.#keeper,
    shown: () => this.view,
    chosen: (id) => this.#onChosen(id),
    edited: (refiltered) => this.#onEdited(refiltered),
  });
  readonly #rows = new RowActs({
    ...this.#host,
    keeper: this.#keeper,
    feed: this.#feed,
    selection: this.#bulk.selection,
    change: (draft) => this.#acts.change(draft),
  });
  #loading = new AbortController();
  #error: unknown;

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
    if (about && this.#acts.atRest) this.load();
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
      ${this.#acts.drawHead(this.#count())} ${staleBadge(this.live === 'down', t)} ${this.#acts.drawPanel()}
      ${this.#bulk.draw(this.#feed.more !== 'none')}
      <div class="body" tabindex="-1" @scroll=${this.#onScroll}>${this.#body()}</div>
    </section>`;
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
    if (this.#desk.broken.length > 0)
      return brokenState(t, () => this.#acts.change(this.#desk.mended(this.#known.fields)));
    const { active: session, language: lang, density } = this;
    const { given } = this.#reader;
    if (isBoard(this.#desk.draft.form, this.#resource)) return boardBody({ given, session, lang, density });
    return recordsBody({ feed: this.#feed, draft: this.#desk.draft, rows: this.#rows.view, t });
  }

  #retry() {
    if (this.sessionError !== undefined) this.retrySession();
    else this.load();
  }

  #onChosen(id: string) {
    this.#bulk.selection.clear();
    this.view = id;
    this.#fetch(false);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('kith-view', { bubbles: true, composed: true, detail: { id: id || null } }));
  }

  #onEdited(refiltered: boolean) {
    // What is not shown must not be changed along.
    if (refiltered) this.#bulk.selection.clear();
    this.#fetch(true);
    this.requestUpdate();
  }

  /** The next rows come before the end is reached. */
  #onScroll(event: Event & { currentTarget: HTMLElement }) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (this.#feed.more === 'available' && scrollHeight - scrollTop - clientHeight < 240) void this.#feed.loadMore();
  }
}
