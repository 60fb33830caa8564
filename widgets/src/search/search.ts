// Owns <kith-search>: the one box that finds people, companies, deals, notes and messages.
import type { LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { Search, X } from 'lucide';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { openRecord } from '../kit/record.ts';
import { stateSheet } from '../kit/states.ts';
import { controlSheet, tokenSheet } from '../kit/theme.ts';
import { Asking } from './asking.ts';
import { HitChoice } from './hit-choice.ts';
import { PageShortcut, shortcutName } from './page-shortcut.ts';
import { searchPanel } from './panel.ts';
import { searchSheet } from './search.styles.ts';
import { searchWords } from './words.ts';

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
  };

  declare shortcut: boolean;
  declare private query: string;
  declare private open: boolean;

  /** Each opening asks anew, so nothing needs to be told meanwhile. */
  protected override readonly resources: readonly LiveResource[] = [];
  readonly #asking = new Asking(() => {
    this.requestUpdate();
    this.#choice.settle();
  });
  readonly #choice = new HitChoice({
    asking: this.#asking,
    wanted: () => this.#wanted,
    changed: () => this.requestUpdate(),
    pick: (record) => {
      this.#close();
      this.#field?.blur();
      openRecord(this, record);
    },
  });

  constructor() {
    super();
    this.shortcut = false;
    this.addController(new PageShortcut(this, () => this.#goIn()));
    this.query = '';
    this.open = false;
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

  get #field() {
    return this.renderRoot.querySelector<HTMLInputElement>('.field');
  }

  get #wanted() {
    return this.query.trim().slice(0, longest);
  }

  #askNow() {
    if (this.active) void this.#asking.now(clientOf(this.active), this.#wanted);
  }

  protected override render() {
    const t = this.#words;
    const { active } = this.#choice;
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
        ${this.open ? this.#panel() : nothing}
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
    return html`<kbd aria-hidden="true">${shortcutName()}</kbd>`;
  }

  #panel() {
    return searchPanel({
      asking: this.#asking,
      active: this.#choice.active,
      sessionError: this.sessionError,
      t: this.#words,
      pick: (key) => this.#choice.pick(key),
      retry: () => this.#retry(),
    });
  }

  #announcement() {
    const { answered, busy } = this.#asking;
    if (!this.open || busy || !answered) return nothing;
    return this.#words('found', { count: this.#choice.hits.length });
  }

  #retry() {
    if (this.sessionError !== undefined) this.retrySession();
    else this.#askNow();
  }

  #goIn() {
    this.#field?.focus();
    this.#field?.select();
  }

  readonly #onOpen = () => {
    if (this.open) return;
    this.open = true;
    this.#askNow();
  };

  #close() {
    this.open = false;
    this.#choice.forget();
    this.#asking.stop();
  }

  readonly #onFocusOut = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !this.renderRoot.contains(to)) this.#close();
  };

  readonly #onType = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    this.query = event.currentTarget.value;
    this.open = true;
    this.#choice.forget();
    if (this.active) this.#asking.soon(clientOf(this.active), this.#wanted);
  };

  readonly #clear = () => {
    this.query = '';
    this.#choice.forget();
    this.#field?.focus();
    this.open = true;
    this.#askNow();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') return this.#onEscape(event);
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.#asking.answered !== this.#wanted) this.#askNow();
      this.#choice.enter();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!this.open) return this.#onOpen();
    this.#move(event.key === 'ArrowDown' ? 1 : -1);
  };

  #onEscape(event: KeyboardEvent) {
    if (!this.open && this.query === '') return;
    event.preventDefault();
    event.stopPropagation();
    if (this.query !== '') this.#clear();
    else this.#close();
  }

  #move(step: 1 | -1) {
    this.#choice.move(step);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('.hit.active')?.scrollIntoView({ block: 'nearest' }),
    );
  }
}
