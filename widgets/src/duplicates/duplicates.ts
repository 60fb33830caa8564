// Owns <kith-duplicates>: pairs of records that are probably the same, to merge or to set apart.
import type { LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { CopyCheck } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { Feed } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { listSheet } from '../kit/list.styles.ts';
import { rowAfterKey } from '../kit/list-keys.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { explain } from '../kit/problem.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { askToMerge } from './ask-to-merge.ts';
import { Comparison } from './comparison.ts';
import { compareSheet, duplicatesSheet } from './duplicates.styles.ts';
import { drawPair } from './pair-row.ts';
import { mergeAll, type Pair, type PairKind, pairKinds, setApart, suggested, takeBack, tellApart } from './pairs.ts';
import { duplicateWords } from './words.ts';

const isKind = (text: string): text is PairKind => pairKinds.some((kind) => kind === text);
/** Most pairs that the server merges at once. */
const mostAtOnce = 100;

/**
 * `<kith-duplicates>`: pairs of people or companies that are probably the same, each with the reasons; compares two side by side,
 * merges them field by field, and remembers which are not the same.
 *
 * @attr kind `contacts` (default) or `companies`: what is shown.
 * @attr apart when present, shows the pairs that were marked as not the same instead.
 * @attr limit pairs a page, 1 to 200 (default 50).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-open - somebody wants to see a record; `detail.type` and `detail.id` say which. Bubbles, composed, cancelable.
 * @fires kith-merged - two became one; `detail.kind` and `detail.id` (who stayed) say which. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart tabs - the two kinds. @csspart tab - one of them.
 * @csspart certain - the button that merges all certain ones. @csspart sure - the question before that.
 * @csspart rows - the list. @csspart row - one pair. @csspart compare - the comparison.
 * @csspart more - the button for the next rows.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-duplicates-height=560px] - height, the same before and after the data.
 */
export class KithDuplicates extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    stateSheet,
    dialogSheet,
    compareSheet,
    listSheet,
    duplicatesSheet,
  ];
  static override properties: PropertyDeclarations = {
    kind: inputAttribute,
    apart: { type: Boolean, reflect: true },
    limit: { type: Number },
  };

  declare kind: string;
  declare apart: boolean;
  declare limit: number;

  protected override readonly resources: readonly LiveResource[] = ['contacts', 'companies', 'duplicates'];
  readonly #feed = new Feed<Pair>(() => this.requestUpdate());
  #members: readonly Member[] = [];
  readonly #busy = new Set<string>();
  /** The row that the focus was in last. */
  #reached: string | undefined;
  /** Pairs whose merging at once is asked about. */
  #asked: Pair[] = [];
  readonly #comparison = new Comparison({
    client: () => this.active && clientOf(this.active),
    changed: () => this.requestUpdate(),
    merged: ({ id, name }, { undoToken }) => this.#tellMerged(id, this.#words('merged', { name }), undoToken),
  });

  constructor() {
    super();
    this.kind = 'contacts';
    this.apart = false;
    this.limit = 50;
  }

  get #kind(): PairKind {
    return isKind(this.kind) ? this.kind : 'contacts';
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    void this.#learnMembers(session);
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 50));
    const fetchPage = (this.apart ? setApart : suggested)(clientOf(session), this.#kind);
    void this.#feed.load(fetchPage, { pageSize, keep: false });
  }

  async #learnMembers(session: KithSession): Promise<void> {
    const members = await membersOf(session).catch((): readonly Member[] => []);
    if (session !== this.active) return;
    this.#members = members;
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#comparison.close();
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('kind') !== undefined || changes.get('apart') !== undefined || changes.get('limit') !== undefined) {
      this.load();
    }
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('title')}>
      <div class="head">
        <div class="tabs" part="tabs" role="tablist" aria-label=${t('kinds')} @keydown=${this.#onTabKey}>
          ${pairKinds.map((kind) => this.#tab(kind))}
        </div>
        ${staleBadge(this.live === 'down', t)} ${this.#certainButton()}
        <button class="button quiet" type="button" aria-pressed=${this.apart} @click=${() => {
          this.apart = !this.apart;
        }}>${t('showApart')}</button>
      </div>
      <div class="body" id="panel" role="tabpanel" tabindex=${this.#feed.items.length > 0 ? -1 : 0} aria-labelledby=${`tab-${this.#kind}`}
        aria-busy=${this.#feed.busy} @keydown=${this.#onRowKey}>
        ${this.#content()}
      </div>
      ${this.#comparison.draw(t)} ${this.#question()}
    </section>`;
  }

  #tab(kind: PairKind) {
    const selected = kind === this.#kind;
    return html`<button class="button quiet" part="tab" type="button" role="tab" id=${`tab-${kind}`} aria-selected=${selected}
      aria-controls="panel" tabindex=${selected ? 0 : -1} @click=${() => {
        this.kind = kind;
      }}>
      ${this.#words(kind)}
    </button>`;
  }

  get #certain(): Pair[] {
    return this.#feed.items.filter(({ certain }) => certain).slice(0, mostAtOnce);
  }

  #certainButton() {
    const count = this.#certain.length;
    if (count === 0) return nothing;
    return html`<button class="button primary" part="certain" type="button" @click=${() => {
      this.#asked = this.#certain;
      this.requestUpdate();
    }}>
      ${this.#words('mergeCertain', { count })}
    </button>`;
  }

  #question() {
    const pairs = this.#asked;
    if (pairs.length === 0) return nothing;
    const close = () => {
      this.#asked = [];
      this.requestUpdate();
    };
    return askToMerge(pairs.length, this.#words, { close, merge: () => void this.#mergeAll(pairs) });
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    return feedRows(this.#feed, t, {
      ghosts,
      empty: () =>
        this.apart
          ? emptyState(CopyCheck, t('nothingApart'), t('nothingApartDo'))
          : emptyState(CopyCheck, t('nothing'), t('nothingDo')),
      label: t('count', { count: this.#feed.items.length }),
      row: (pair) => this.#row(pair),
    });
  }

  #row(pair: Pair) {
    return drawPair(pair, {
      apart: this.apart,
      busy: this.#busy.has(pair.id),
      reached: this.#reachedId === pair.id,
      reach: () => this.#reach(pair.id),
      language: this.language,
      memberName: (id) => this.#members.find((member) => member.id === id)?.name,
      t: this.#words,
      open: ({ id }) => openRecord(this, { type: this.#kind === 'contacts' ? 'contact' : 'company', id }),
      compare: () => this.#comparison.open(this.#kind, pair.first, pair.second),
      tellApart: () => void this.#tellApart(pair),
      takeBack: () => void this.#takeBack(pair),
    });
  }

  #tellMerged(id: string, text: string, undoToken: string | null): void {
    const detail = { kind: this.#kind, id };
    this.dispatchEvent(new CustomEvent('kith-merged', { bubbles: true, composed: true, detail }));
    this.#tell(text, undoToken);
    void this.#feed.refresh();
  }

  #tell(text: string, undoToken: string | null): void {
    const onUndone = () => void this.#feed.refresh();
    void showToast({ near: this, language: this.language, session: this.active, text, undoToken, onUndone });
  }

  async #mergeAll(pairs: Pair[]): Promise<void> {
    const session = this.active;
    if (!session) return;
    await this.#attempt(pairs, async () => {
      const { merged, undoToken } = await mergeAll(clientOf(session), this.#kind, pairs);
      this.#tell(this.#words('mergedMany', { count: merged }), undoToken);
    });
  }

  async #tellApart(pair: Pair): Promise<void> {
    const session = this.active;
    if (!session) return;
    await this.#attempt([pair], async () => {
      const undoToken = await tellApart(clientOf(session), this.#kind, pair);
      this.#tell(this.#words('toldApart', { name: pair.first.name }), undoToken);
    });
  }

  async #takeBack(pair: Pair): Promise<void> {
    const session = this.active;
    if (!session) return;
    const kind = this.#kind;
    await this.#attempt([pair], async () => {
      await takeBack(clientOf(session), kind, pair);
      const undo = () => tellApart(clientOf(session), kind, pair);
      const text = this.#words('tookBack', { name: pair.first.name });
      void showToast({ near: this, language: this.language, text, undo, onUndone: () => void this.#feed.refresh() });
    });
  }

  /** Does something to pairs, one thing at a time each, and says when it did not work. */
  async #attempt(pairs: Pair[], act: () => Promise<void>): Promise<void> {
    if (pairs.some(({ id }) => this.#busy.has(id))) return;
    for (const { id } of pairs) this.#busy.add(id);
    this.requestUpdate();
    try {
      await act();
    } catch (error) {
      const { title, advice } = explain(error, this.#words);
      const text = this.#words('didNotWork', { why: `${title}. ${advice}` });
      void showToast({ near: this, language: this.language, text, problem: true });
    }
    for (const { id } of pairs) this.#busy.delete(id);
    await this.#feed.refresh();
    this.requestUpdate();
  }

  /** The row that the Tab key comes to: where the focus was last, else the first. */
  get #reachedId(): string | undefined {
    const { items } = this.#feed;
    return (items.find(({ id }) => id === this.#reached) ?? items[0])?.id;
  }

  #reach(id: string) {
    this.#reached = id;
    this.requestUpdate();
  }

  readonly #onRowKey = (event: KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('li.row') : null;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const { items } = this.#feed;
    const at = items.findIndex(({ id }) => id === row.dataset['id']);
    if (event.key === 'Enter' && event.target === row) {
      event.preventDefault();
      row.querySelector<HTMLElement>('.acts button')?.click();
      return;
    }
    const next = items[rowAfterKey(event.key, at, items.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#reach(next.id);
    this.renderRoot.querySelector<HTMLElement>(`li.row[data-id="${CSS.escape(next.id)}"]`)?.focus();
  };

  readonly #onTabKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    this.kind = this.#kind === 'contacts' ? 'companies' : 'contacts';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.kind}`)?.focus());
  };

  get #words() {
    return duplicateWords(this.language, this.respeak);
  }
}

const ghosts = html`<ul class="rows" aria-hidden="true">
  ${Array.from({ length: 5 }, () => html`<li class="row"><span class="skeleton bar"></span></li>`)}
</ul>`;
