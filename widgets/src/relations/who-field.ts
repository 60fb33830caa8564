// Owns choosing a person or a company by typing: a combobox over the search of the API.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { rowAfterKey } from '../kit/list-keys.ts';
import type { RelationsKey } from './words.ts';

export interface Chosen {
  type: 'contact' | 'company';
  id: string;
  name: string;
}

interface Hit extends Chosen {
  more: string;
}

/** Wait after a key before searching, in milliseconds. */
const typingMs = 200;

export class WhoField {
  chosen: Chosen | undefined;
  text = '';
  #hits: Hit[] | undefined;
  #active = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #request = new AbortController();
  readonly #client: KithClient;
  readonly #changed: () => void;
  /** Not to be found: the record itself. */
  readonly #without: string;

  constructor(client: KithClient, without: string, changed: () => void) {
    this.#client = client;
    this.#without = without;
    this.#changed = changed;
  }

  stop(): void {
    clearTimeout(this.#typing);
    this.#request.abort();
  }

  /** @param people true when only people can be meant. */
  draw(t: Words<RelationsKey>, people: boolean, wrong: string | undefined) {
    const hits = this.#hits;
    const open = hits !== undefined && hits.length > 0;
    return html`<div class="label combo">
      <label for="who">${t('who')}</label>
      <input
        class="field"
        id="who"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        maxlength="200"
        placeholder=${t('whoHint')}
        aria-expanded=${open}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant=${open ? `hit-${this.#active}` : nothing}
        aria-invalid=${wrong !== undefined}
        .value=${this.text}
        @input=${(event: Event) => this.#onType(event, people)}
        @keydown=${this.#onKey}
      />
      <ul class="hits" id="hits" role="listbox" aria-label=${t('who')} ?hidden=${!open}>
        ${hits?.map((hit, index) => this.#option(hit, index))}
      </ul>
      ${hits?.length === 0 ? html`<span class="hint">${t('whoNone')}</span>` : nothing}
      ${wrong === undefined ? nothing : html`<p class="wrong">${wrong}</p>`}
      <span class="unseen" role="status">${this.chosen ? t('chosen', { name: this.chosen.name }) : ''}</span>
    </div>`;
  }

  #option(hit: Hit, index: number) {
    const active = index === this.#active;
    const keepFocus = (event: Event) => event.preventDefault();
    return html`<li
      class="hit"
      id="hit-${index}"
      role="option"
      aria-selected=${active}
      @pointerdown=${keepFocus}
      @click=${() => this.#choose(hit)}
      >${hit.name}${hit.more ? html` <span class="hint">${hit.more}</span>` : nothing}</li
    >`;
  }

  #onType(event: Event, people: boolean) {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.text = event.target.value;
    this.chosen = undefined;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#search(people), typingMs);
    this.#changed();
  }

  async #search(people: boolean): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const q = this.text.trim();
    if (q === '') {
      this.#hits = undefined;
      this.#changed();
      return;
    }
    const query = { q, kinds: people ? 'contact' : 'contact,company', limit: 5 };
    const found = await unwrap(this.#client.GET('/v1/search', { params: { query }, signal })).catch(() => undefined);
    if (signal.aborted || !found) return;
    this.#hits = found.groups.flatMap(({ kind, hits }) =>
      kind === 'contact' || kind === 'company'
        ? hits
            .filter(({ id }) => id !== this.#without)
            .map(({ id, title, subtitle }) => ({ type: kind, id, name: title, more: subtitle ?? '' }))
        : [],
    );
    this.#active = 0;
    this.#changed();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const hits = this.#hits;
    if (!hits || hits.length === 0) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[this.#active];
      if (hit) this.#choose(hit);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.#hits = undefined;
      this.#changed();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#active = rowAfterKey(event.key, this.#active, hits.length) ?? 0;
      this.#changed();
    }
  };

  #choose({ type, id, name }: Hit) {
    this.chosen = { type, id, name };
    this.text = name;
    this.#hits = undefined;
    this.#changed();
  }
}
