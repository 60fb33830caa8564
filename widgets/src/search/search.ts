// Owns <kith-search>: the one box that finds people, companies, deals, notes and messages.
import { type LiveResource, type SearchHit, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { Search, SearchX, X } from 'lucide';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { openRecord } from '../kit/record.ts';
import { emptyState, errorState, stateSheet } from '../kit/states.ts';
import { controlSheet, tokenSheet } from '../kit/theme.ts';
import { type Ask, Asking } from './asking.ts';
import { drawGroups, keyOf } from './hits.ts';
import { searchSheet } from './search.styles.ts';
import { searchWords } from './words.ts';

/** Hits of each kind. */
const most = 5;
const longest = 200;

/**
 * `<kith-search>`: a search box over everything, with its results below while one types; what was active last while it is
 * empty. Asks the page to open what was picked.
 *
 * Keyboard: arrows move through the results, Enter opens, Esc clears and then closes. With `shortcut`, Ctrl+K or ⌘K goes
 * into the box from anywhere on the page.
 *
 * @attr shortcut goes into the box by Ctrl+K or ⌘K.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` has no effect yet on results.
 *
 * @fires kith-open - a result was picked; `detail.type` and `detail.id` name the record. Bubbles, composed, cancelable.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart field - the text field. @csspart panel - what opens below it.
 * @csspart group - the results of one kind. @csspart heading - their heading. @csspart hit - one result.
 * @csspart avatar - the initials of a person.
 * @csspart empty - what stands for no results. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - not used: results are asked for anew each time.
 *
 * @cssprop [--kith-search-height=36px] - height of the box; the results lie over the page.
 */
export class KithSearch extends KithElement {
  static override styles = [tokenSheet, controlSheet, avatarSheet, stateSheet, searchSheet];
  static override properties: PropertyDeclarations = {
    shortcut: { type: Boolean },
    query: { state: true },
    open: { state: true },
    activeKey: { state: true },
  };

  declare shortcut: boolean;
  declare private query: string;
  declare private open: boolean;
  declare private activeKey: string;

  /** Each opening asks anew, so nothing needs to be told meanwhile. */
  protected override readonly resources: readonly LiveResource[] = [];
  readonly #asking = new Asking(() => {
    this.requestUpdate();
    this.#enter();
  });
  /** Enter was pressed before the results had come. */
  #entering = false;
  #page: AbortController | undefined;

  constructor() {
    super();
    this.shortcut = false;
    this.query = '';
    this.open = false;
    this.activeKey = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#page ??= new AbortController();
    document.addEventListener('keydown', this.#onPageKey, { signal: this.#page.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page?.abort();
    this.#page = undefined;
  }

  /** Nothing is asked for before somebody opens the box. */
  protected override load(): void {
    if (this.open) this.#askNow();
  }

  protected override resume(): void {
    this.load();
  }

  protected override pause(): void {
    this.#asking.stop();
  }

  protected override forget(): void {
    this.#asking.forget();
  }

  protected override changed(): void {}

  get #words() {
    return searchWords(this.language, this.respeak);
  }

  get #wanted() {
    return this.query.trim().slice(0, longest);
  }

  readonly #ask: Ask = async (q, signal) => {
    const session = this.active;
    if (!session) return [];
    const query = { limit: most, ...(q ? { q } : {}) };
    return (await unwrap(clientOf(session).GET('/v1/search', { params: { query }, signal }))).groups;
  };

  #askNow() {
    if (this.active) void this.#asking.now(this.#ask, this.#wanted);
  }

  get #hits(): SearchHit[] {
    return this.#asking.groups.flatMap(({ hits }) => hits);
  }

  protected override render() {
    const t = this.#words;
    const active = this.#hits.some((hit) => keyOf(hit) === this.activeKey) ? this.activeKey : '';
    return html`<div class="box" @focusout=${this.#onFocusOut}>
        ${icon(Search)}
        <input
          class="field"
          part="field"
          type="search"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength=${longest}
          aria-label=${t('label')}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded=${this.open}
          aria-controls="hits"
          aria-activedescendant=${active ? `hit-${active}` : nothing}
          placeholder=${t('hint')}
          .value=${this.query}
          @input=${this.#onType}
          @keydown=${this.#onKey}
          @focus=${this.#onOpen}
          @click=${this.#onOpen}
        />
        <span class="tail">${this.#tail()}</span>
        ${this.open ? this.#panel(active) : nothing}
      </div>
      <span class="unseen" role="status">${this.#announcement()}</span>`;
  }

  #tail() {
    const t = this.#words;
    if (this.query !== '') {
      return html`<button class="clear" type="button" tabindex="-1" aria-label=${t('clear')} @click=${this.#clear}>
        ${icon(X)}
      </button>`;
    }
    if (!this.shortcut || this.open) return nothing;
    return html`<kbd aria-hidden="true">${/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K'}</kbd>`;
  }

  #panel(active: string) {
    const { groups, answered, busy } = this.#asking;
    const t = this.#words;
    const similar = groups.length > 0 && this.#hits.every((hit) => hit.similar);
    return html`<div class="panel ${busy ? 'busy' : ''}" part="panel" @pointerdown=${this.#keepFocus} @click=${this.#onClick}>
      ${similar ? html`<p class="note">${t('similar')}</p>` : nothing}
      <div class="hits" id="hits" role="listbox" aria-label=${t('results')} aria-busy=${busy} ?hidden=${groups.length === 0}>
        ${drawGroups({ groups, active, recent: answered === '', t })}
      </div>
      ${groups.length === 0 ? this.#instead() : nothing}
    </div>`;
  }

  /** What stands where no results are. */
  #instead() {
    const t = this.#words;
    const { answered, error } = this.#asking;
    const failure = this.sessionError ?? error;
    if (failure !== undefined) return errorState(failure, t, () => this.#retry());
    if (answered === null) {
      return html`<div class="ghosts" aria-hidden="true">
        ${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}
      </div>`;
    }
    if (answered === '') return emptyState(Search, t('nothingYet'), t('nothingYetDo'));
    return emptyState(SearchX, t('nothing', { query: answered }), t('nothingDo'));
  }

  #announcement() {
    const { answered, busy } = this.#asking;
    if (!this.open || busy || !answered) return nothing;
    return this.#words('found', { count: this.#hits.length });
  }

  #retry() {
    if (this.sessionError !== undefined) this.retrySession();
    else this.#askNow();
  }

  readonly #onPageKey = (event: KeyboardEvent) => {
    const wanted = this.shortcut && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!wanted || event.code !== 'KeyK') return;
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('.field');
    field?.focus();
    field?.select();
  };

  readonly #onOpen = () => {
    if (this.open) return;
    this.open = true;
    this.#askNow();
  };

  #close() {
    this.open = false;
    this.activeKey = '';
    this.#entering = false;
    this.#asking.stop();
  }

  readonly #onFocusOut = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !this.renderRoot.contains(to)) this.#close();
  };

  readonly #onType = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    this.query = event.currentTarget.value;
    this.#entering = false;
    this.open = true;
    this.activeKey = '';
    if (this.active) this.#asking.soon(this.#ask, this.#wanted);
  };

  readonly #clear = () => {
    this.query = '';
    this.activeKey = '';
    this.renderRoot.querySelector<HTMLInputElement>('.field')?.focus();
    this.open = true;
    this.#askNow();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') return this.#onEscape(event);
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#entering = true;
      if (this.#asking.answered !== this.#wanted) this.#askNow();
      this.#enter();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!this.open) return this.#onOpen();
    this.#move(event.key === 'ArrowDown' ? 1 : -1);
  };

  /** Opens the active or the best result, once the results are those of what was typed. */
  #enter() {
    const { answered, busy, error } = this.#asking;
    if (!this.#entering || busy || (answered !== this.#wanted && error === undefined)) return;
    this.#entering = false;
    this.#pick(this.activeKey || keyOfFirst(this.#hits, this.#wanted));
  }

  #onEscape(event: KeyboardEvent) {
    if (!this.open && this.query === '') return;
    event.preventDefault();
    event.stopPropagation();
    if (this.query !== '') this.#clear();
    else this.#close();
  }

  /** Round and round. */
  #move(step: 1 | -1) {
    const hits = this.#hits;
    if (hits.length === 0) return;
    const current = hits.findIndex((hit) => keyOf(hit) === this.activeKey);
    const next = current < 0 && step < 0 ? hits.length - 1 : (current + step + hits.length) % hits.length;
    const hit = hits[next];
    this.activeKey = hit ? keyOf(hit) : '';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('.hit.active')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  /** A press on a result leaves the focus in the field. */
  readonly #keepFocus = (event: Event) => event.preventDefault();

  readonly #onClick = (event: Event) => {
    const hit = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset['key'] !== undefined);
    if (hit instanceof HTMLElement) this.#pick(hit.dataset['key'] ?? '');
  };

  #pick(key: string) {
    const record = this.#hits.find((hit) => keyOf(hit) === key)?.record;
    if (!record) return;
    this.#close();
    this.renderRoot.querySelector<HTMLInputElement>('.field')?.blur();
    openRecord(this, record);
  }
}

/** Enter without moving opens the best result; never one while nothing was typed. */
const keyOfFirst = ([first]: SearchHit[], query: string) => (first && query !== '' ? keyOf(first) : '');
