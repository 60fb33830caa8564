// Owns the rows as one stop of the keyboard: which row is active, what its keys, presses and clicks do.
import { type ContactListItem, type KithClient, unwrap } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, type LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed, FetchPage } from '../kit/feed.ts';
import { rowAfterKey } from '../kit/list-keys.ts';
import { personRow, rowId } from './rows.ts';
import type { PeopleKey } from './words.ts';

/** Pages of people. @param search empty for everybody. */
export const peopleOf =
  (client: KithClient, search: string): FetchPage<ContactListItem> =>
  ({ limit, cursor, signal }) => {
    const query = { limit, ...(cursor ? { cursor } : {}), ...(search ? { search } : {}) };
    return unwrap(client.GET('/v1/contacts', { params: { query }, signal }));
  };

/** The widget that the rows stand in. */
export interface RowListHost {
  element: LitElement;
  feed: Feed<ContactListItem>;
  selected(): string;
  select(id: string): void;
}

/** The person whose row an event happened on. */
const idAt = (event: Event) =>
  event
    .composedPath()
    .reduce<string | undefined>(
      (id, node) => id ?? (node instanceof HTMLElement ? node.dataset['id'] : undefined),
      undefined,
    );

export class RowList {
  #active = '';
  readonly #host: RowListHost;

  constructor(host: RowListHost) {
    this.#host = host;
  }

  /** Makes a row the one that keys start from, without going there. */
  activate(id: string): void {
    this.#active = id;
  }

  focus(): void {
    this.#host.element.renderRoot.querySelector<HTMLElement>('.list')?.focus();
  }

  draw(t: Words<PeopleKey>, language: Language) {
    const { items } = this.#host.feed;
    const selected = this.#host.selected();
    const active = items.some((person) => person.id === this.#active) ? this.#active : '';
    return html`<ul
      class="list"
      part="list"
      role="listbox"
      tabindex="0"
      aria-label=${t('people')}
      aria-activedescendant=${active ? rowId(active) : nothing}
      @keydown=${this.#onKey}
      @focus=${this.#onFocus}
      @pointerdown=${this.#onPress}
      @click=${this.#onClick}
    >
      ${repeat(
        items,
        (person) => person.id,
        (person) => personRow({ person, selected: person.id === selected, active: person.id === active, language, t }),
      )}
    </ul>`;
  }

  readonly #onFocus = () => {
    const { items } = this.#host.feed;
    if (items.some((person) => person.id === this.#active)) return;
    const selected = items.find((person) => person.id === this.#host.selected());
    this.#goTo((selected ?? items[0])?.id ?? '');
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { items } = this.#host.feed;
    const current = items.findIndex((person) => person.id === this.#active);
    if ((event.key === 'Enter' || event.key === ' ') && current >= 0) {
      event.preventDefault();
      this.#host.select(this.#active);
      return;
    }
    const next = rowAfterKey(event.key, current, items.length);
    if (next === undefined) return;
    event.preventDefault();
    if (next === items.length - 1) void this.#host.feed.loadMore();
    this.#goTo(items[next]?.id ?? '');
  };

  /** Before the focus that a press brings, so that the list does not scroll to another row under the finger. */
  readonly #onPress = (event: Event) => {
    this.#active = idAt(event) ?? this.#active;
  };

  readonly #onClick = (event: Event) => {
    const id = idAt(event);
    if (id === undefined) return;
    this.#active = id;
    this.#host.select(id);
  };

  #goTo(id: string) {
    this.#active = id;
    const { element } = this.#host;
    element.requestUpdate();
    void element.updateComplete.then(() => {
      element.renderRoot.querySelector('.row.active')?.scrollIntoView({ block: 'nearest' });
    });
  }
}
