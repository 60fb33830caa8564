// Owns <kith-trash>: what was deleted or merged and can still be brought back.
import type { LiveResource } from '@kith/sdk';
import { fullTime } from '@kith/sdk/words';
import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Trash2 } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { Feed } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { listSheet } from '../kit/list.styles.ts';
import { explain } from '../kit/problem.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { trashSheet } from './trash.styles.ts';
import { type TrashItem, type TrashKind, trashKinds, trashLists } from './trash-lists.ts';
import { trashWords } from './words.ts';

const aDay = 86_400_000;
/** How long deleted rows stay, in days. */
const keptDays = 30;
const isKind = (text: string): text is TrashKind => trashKinds.some((kind) => kind === text);

/**
 * `<kith-trash>`: deleted people, companies and deals, and merges, the latest first, each with a button that brings it back.
 *
 * @attr kind `people` (default), `companies`, `deals` or `merges`: the list that is shown.
 * @attr limit rows a page, 1 to 200 (default 50).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-restored - something came back; `detail.kind` and `detail.id` say what. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart tabs - the four kinds. @csspart tab - one of them.
 * @csspart rows - the list. @csspart row - one deleted record. @csspart restore - its button.
 * @csspart more - the button for the next rows.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-trash-height=480px] - height, the same before and after the data.
 */
export class KithTrash extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, listSheet, trashSheet];
  static override properties: PropertyDeclarations = { kind: inputAttribute, limit: { type: Number } };

  declare kind: string;
  declare limit: number;

  protected override readonly resources: readonly LiveResource[] = ['contacts', 'companies', 'deals'];
  readonly #feed = new Feed<TrashItem>(() => this.requestUpdate());
  readonly #restoring = new Set<string>();

  constructor() {
    super();
    this.kind = 'people';
    this.limit = 50;
  }

  get #kind(): TrashKind {
    return isKind(this.kind) ? this.kind : 'people';
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 50));
    void this.#feed.load(trashLists[this.#kind].page(clientOf(session)), { pageSize, keep: false });
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('kind') !== undefined || changes.get('limit') !== undefined) this.load();
  }

  protected override render() {
    const t = this.#words;
    return html`<section class="frame" part="frame" aria-label=${t('title')}>
      <div class="head">
        <div class="tabs" part="tabs" role="tablist" aria-label=${t('kinds')} @keydown=${this.#onTabKey}>
          ${trashKinds.map((kind) => this.#tab(kind))}
        </div>
        ${staleBadge(this.live === 'down', t)}
      </div>
      <div
        class="body"
        id="panel"
        role="tabpanel"
        tabindex="0"
        aria-labelledby=${`tab-${this.#kind}`}
        aria-busy=${this.#feed.busy}
      >
        ${this.#content()}
      </div>
    </section>`;
  }

  #tab(kind: TrashKind) {
    const selected = kind === this.#kind;
    return html`<button
      class="button quiet"
      part="tab"
      type="button"
      role="tab"
      id=${`tab-${kind}`}
      aria-selected=${selected}
      aria-controls="panel"
      tabindex=${selected ? 0 : -1}
      @click=${() => {
        this.kind = kind;
      }}
    >
      ${this.#words(kind)}
    </button>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    return feedRows(this.#feed, t, {
      ghosts,
      empty: () => emptyState(Trash2, t('nothing'), t(this.#said.nothingDo)),
      label: t('count', { count: this.#feed.items.length }),
      row: (item) => this.#row(item),
    });
  }

  #row(item: TrashItem) {
    const t = this.#words;
    const { id, name, meta, into, deletedAt } = item;
    const full = deletedAt === null ? '' : t(this.#said.when, { when: fullTime(deletedAt, this.language) });
    return html`<li class="row" part="row" data-id=${id}>
      <span class="what">
        <span class="name" title=${name}>${name}</span>
        <span class="meta">${into === undefined ? meta : t('into', { name: into })}</span>
      </span>
      <span class="when" title=${full}>${this.#left(item)}</span>
      <button
        class="button"
        part="restore"
        type="button"
        aria-label=${t(this.#said.actName, { name })}
        ?disabled=${this.#restoring.has(id)}
        @click=${() => void this.#restore(item)}
      >
        ${t(this.#said.act)}
      </button>
    </li>`;
  }

  /** How long it can still be brought back. */
  #left({ deletedAt, until }: TrashItem): string {
    if (deletedAt === null) return '';
    const end = until === undefined ? Date.parse(deletedAt) + keptDays * aDay : Date.parse(until);
    const days = Math.ceil((end - Date.now()) / aDay);
    return days < 1 ? this.#words(this.#said.leftToday) : this.#words(this.#said.left, { count: days });
  }

  async #restore({ id, name }: TrashItem): Promise<void> {
    const session = this.active;
    const kind = this.#kind;
    const said = this.#said;
    if (!session || this.#restoring.has(id)) return;
    this.#restoring.add(id);
    this.requestUpdate();
    const t = this.#words;
    try {
      await trashLists[kind].restore(clientOf(session), id);
      this.dispatchEvent(new CustomEvent('kith-restored', { bubbles: true, composed: true, detail: { kind, id } }));
      void showToast({ near: this, language: this.language, text: t(said.done, { name }) });
    } catch (error) {
      const { title, advice } = explain(error, t);
      const why = codeOf(error) === 'undo_conflict' ? t('changedSince') : `${title}. ${advice}`;
      void showToast({ near: this, language: this.language, text: t(said.failed, { name, why }), problem: true });
    }
    this.#restoring.delete(id);
    await this.#feed.refresh();
    this.requestUpdate();
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = trashKinds.indexOf(this.#kind) + step;
    this.kind = trashKinds[(at + trashKinds.length) % trashKinds.length] ?? 'people';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.kind}`)?.focus());
  };

  get #said() {
    return trashLists[this.#kind].said;
  }

  get #words() {
    return trashWords(this.language, this.respeak);
  }
}

const ghosts = html`<ul class="rows" aria-hidden="true">
  ${Array.from({ length: 6 }, () => html`<li class="row"><span class="skeleton bar"></span></li>`)}
</ul>`;
