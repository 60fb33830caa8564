// Owns <kith-duplicates>: pairs of records that are probably the same, to merge or to set apart.
import type { LiveResource } from '@kith/sdk';
import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { CopyCheck } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { Feed } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { listSheet } from '../kit/list.styles.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { CertainPairs } from './certain-pairs.ts';
import { Comparison } from './comparison.ts';
import { compareSheet, duplicatesSheet } from './duplicates.styles.ts';
import { PairActs } from './pair-acts.ts';
import { drawPair } from './pair-row.ts';
import { type Pair, type PairKind, pairKinds, setApart, suggested } from './pairs.ts';
import { RowFocus } from './row-focus.ts';
import { duplicateWords } from './words.ts';

const isKind = (text: string): text is PairKind => pairKinds.some((kind) => kind === text);

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
  readonly #focus = new RowFocus(this, () => this.#feed.items);
  readonly #acts = new PairActs({
    element: this,
    session: () => this.active,
    kind: () => this.#kind,
    language: () => this.language,
    words: () => this.#words,
    changed: () => this.requestUpdate(),
    refresh: () => this.#feed.refresh(),
  });
  readonly #certain = new CertainPairs({
    changed: () => this.requestUpdate(),
    merge: (pairs) => void this.#acts.mergeAll(pairs),
  });
  readonly #comparison = new Comparison({
    client: () => this.active && clientOf(this.active),
    changed: () => this.requestUpdate(),
    merged: ({ id, name }, { undoToken }) => this.#onMerged(id, this.#words('merged', { name }), undoToken),
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
        ${staleBadge(this.live === 'down', t)} ${this.#certain.drawButton(this.#feed.items, t)}
        <button class="button quiet" type="button" aria-pressed=${this.apart} @click=${() => {
          this.apart = !this.apart;
        }}>${t('showApart')}</button>
      </div>
      <div class="body" id="panel" role="tabpanel" tabindex=${this.#feed.items.length > 0 ? -1 : 0} aria-labelledby=${`tab-${this.#kind}`}
        aria-busy=${this.#feed.busy} @keydown=${this.#focus.onKey}>
        ${this.#content()}
      </div>
      ${this.#comparison.draw(t)} ${this.#certain.drawQuestion(t)}
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
      busy: this.#acts.busyWith(pair),
      reached: this.#focus.isStop(pair),
      reach: () => this.#focus.reach(pair),
      language: this.language,
      memberName: (id) => this.#members.find((member) => member.id === id)?.name,
      t: this.#words,
      open: ({ id }) => openRecord(this, { type: this.#kind === 'contacts' ? 'contact' : 'company', id }),
      compare: () => this.#comparison.open(this.#kind, pair.first, pair.second),
      tellApart: () => void this.#acts.tellApart(pair),
      takeBack: () => void this.#acts.takeBack(pair),
    });
  }

  #onMerged(id: string, text: string, undoToken: string | null): void {
    const detail = { kind: this.#kind, id };
    this.dispatchEvent(new CustomEvent('kith-merged', { bubbles: true, composed: true, detail }));
    this.#acts.tell(text, undoToken);
    void this.#feed.refresh();
  }

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
