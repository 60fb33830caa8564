// Owns <kith-people>: the searchable, live list of people.
import type { ContactListItem, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Search, UsersRound, X } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { Feed } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { strengthSheet } from '../kit/strength-dots.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { newPersonSheet } from './new-person.styles.ts';
import { NewPersonDoor } from './new-person-door.ts';
import { peopleSheet } from './people.styles.ts';
import { peopleOf, RowList } from './row-list.ts';
import { ghostRows } from './rows.ts';
import { peopleWords } from './words.ts';

/** Wait after a key before searching, in milliseconds. */
const typingMs = 200;
const ghosts = 10;

/**
 * `<kith-people>`: a searchable list of the organization's people, the most recently active first, kept live. Whoever may change
 * people adds one, and hears who is there already or may be the same.
 *
 * Keyboard: in the search field ↓ enters the list, Enter selects the first person, Esc clears; in the list arrows, Page Up
 * and Down, Home and End move, Enter or Space selects.
 *
 * @attr search text to search for: part of a name, company or contact point.
 * @attr limit rows a page, 1 to 200 (default 50).
 * @attr selected id of the selected person.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for rows of 32 px instead of 40.
 *
 * @fires kith-select - `selected` changed; `detail.id` is the person's id, null for nobody. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything.
 * @csspart search - the search field.
 * @csspart add - the button for a new person. @csspart form - its form. @csspart save - the form's button.
 * @csspart alike - who in Kith may be the same.
 * @csspart list - the list.
 * @csspart row - one person. @csspart row-selected - the selected one, too.
 * @csspart avatar - the initials. @csspart name - the name. @csspart meta - company and title. @csspart time - last interaction.
 * @csspart next-task - when the next task is due.
 * @csspart strength - how well the team knows the person, in five dots.
 * @csspart more - the button for the next rows.
 * @csspart empty - what stands for no rows. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-people-height=480px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-sunken - field and hover background.
 * @cssprop --kith-ink - text. @cssprop --kith-ink-2 - secondary text. @cssprop --kith-ink-3 - hints.
 * @cssprop --kith-line - hairlines. @cssprop --kith-accent - focus and links. @cssprop --kith-accent-wash - the selected row.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithPeople extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    strengthSheet,
    peopleSheet,
    newPersonSheet,
  ];
  static override properties: PropertyDeclarations = {
    search: inputAttribute,
    limit: { type: Number },
    selected: inputAttribute,
  };

  declare search: string;
  declare limit: number;
  declare selected: string;

  protected override readonly resources: readonly LiveResource[] = ['contacts', 'interactions'];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #typed = false;
  /** What was asked of the list while its rows were still on their way. */
  #entering: '' | 'focus' | 'select' = '';
  readonly #feed = new Feed<ContactListItem>(() => this.requestUpdate());
  readonly #door = new NewPersonDoor({
    element: this,
    session: () => this.active,
    language: () => this.language,
    changed: () => this.requestUpdate(),
    show: (id) => {
      void this.#feed.refresh();
      this.selected = id;
    },
    closed: () => this.renderRoot.querySelector<HTMLElement>('.add')?.focus(),
  });
  readonly #rows = new RowList({
    element: this,
    feed: this.#feed,
    selected: () => this.selected,
    select: (id) => {
      this.selected = id;
    },
  });

  constructor() {
    super();
    this.search = '';
    this.limit = 50;
    this.selected = '';
  }

  protected override load(keep = false): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    const session = this.active;
    if (!session) return;
    const search = this.search.trim().slice(0, 200);
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 50));
    void this.#feed.load(peopleOf(clientOf(session), search), { pageSize, keep });
    void this.#door.learn(session);
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    clearTimeout(this.#typing);
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
    this.#rows.activate('');
    this.#door.forget();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const searched = changes.has('search') && changes.get('search') !== undefined;
    const resized = changes.has('limit') && changes.get('limit') !== undefined;
    if (searched || resized) this.#reload();
    this.#enterList();
    if (changes.has('selected') && (changes.get('selected') !== undefined || this.selected)) this.#tellSelection();
  }

  /** At once for a changed attribute; for keys, when they pause. */
  #reload() {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    if (this.#typed) this.#typing = setTimeout(() => this.load(true), typingMs);
    else this.load(true);
    this.#typed = false;
  }

  #tellSelection() {
    const id = this.selected || null;
    this.dispatchEvent(new CustomEvent('kith-select', { bubbles: true, composed: true, detail: { id } }));
  }

  get #words() {
    return peopleWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    return html`<div class="frame" part="frame" role="group" aria-label=${t('people')}>
      ${this.#head()} ${this.#door.draw()}
      <div class="body" aria-busy=${this.#feed.busy} @scroll=${this.#onScroll}>${this.#body()}</div>
      <span class="unseen" role="status">${this.#announcement()}</span>
    </div>`;
  }

  #head() {
    const t = this.#words;
    const typed = this.search;
    return html`<div class="head">
      <div class="search">
        ${icon(Search)}
        <input
          class="field"
          part="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          maxlength="200"
          aria-label=${t('searchLabel')}
          placeholder=${t('searchHint')}
          .value=${typed}
          @input=${this.#onType}
          @keydown=${this.#onSearchKey}
        />
        ${
          typed === ''
            ? nothing
            : html`<button class="clear" type="button" aria-label=${t('clear')} @click=${this.#clear}>${icon(X)}</button>`
        }
      </div>
      ${staleBadge(this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined), t)}
      ${this.#door.button(t('add'))}
    </div>`;
  }

  #body() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    const state = feedState(this.#feed, t, ghostRows(ghosts));
    if (state) return state;
    if (this.#feed.items.length === 0) return this.#empty();
    return html`${this.#rows.draw(t, this.language)} ${moreButton(this.#feed.more, t, () => void this.#feed.loadMore())}`;
  }

  #empty() {
    const t = this.#words;
    const search = this.search.trim();
    if (search === '') return emptyState(UsersRound, t('nobody'), t('nobodyDo'));
    return emptyState(Search, t('noMatch', { search }), t('noMatchDo'));
  }

  #announcement() {
    const t = this.#words;
    if (this.#feed.status !== 'ready') return nothing;
    return t('found', { count: this.#feed.items.length });
  }

  #onType(event: InputEvent & { currentTarget: HTMLInputElement }) {
    this.#typed = true;
    this.#entering = '';
    this.search = event.currentTarget.value;
  }

  #clear() {
    this.search = '';
    this.renderRoot.querySelector<HTMLInputElement>('.field')?.focus();
  }

  #onSearchKey(event: KeyboardEvent) {
    if (event.key === 'Escape' && this.search !== '') {
      event.preventDefault();
      event.stopPropagation();
      this.#clear();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      this.#entering = event.key === 'Enter' ? 'select' : 'focus';
      if (this.#typing !== undefined) this.load(true);
      this.#enterList();
    }
  }

  /** Goes into the list once the rows are those of what was typed. */
  #enterList() {
    if (this.#entering === '' || this.#feed.busy || this.#feed.status !== 'ready') return;
    const select = this.#entering === 'select';
    this.#entering = '';
    const [first] = this.#feed.items;
    if (!first) return;
    if (!select) return this.#rows.focus();
    this.#rows.activate(first.id);
    this.selected = first.id;
  }

  /** The next rows come before the end is reached. */
  #onScroll(event: Event & { currentTarget: HTMLElement }) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (this.#feed.more === 'available' && scrollHeight - scrollTop - clientHeight < 240) void this.#feed.loadMore();
  }
}
