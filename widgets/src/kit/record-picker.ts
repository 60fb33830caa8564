// Owns finding a person or a company by typing: a field with suggestions below it.
import { type KithClient, unwrap } from '@kith/sdk';
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

export interface Choice {
  id: string;
  name: string;
  /** What tells namesakes apart. */
  hint: string;
}

interface Picker {
  /** Unique in its shadow root. */
  id: string;
  type: 'contact' | 'company';
  client(): KithClient | undefined;
  changed(): void;
  pick(choice: Choice): void;
}

/** Wait after a key before searching, in milliseconds. */
const typingMs = 200;
const most = 8;

export const pickerSheet = css`
  .picker {
    position: relative;
  }
  .choices {
    position: absolute;
    inset: calc(100% + 4px) 0 auto;
    z-index: 2;
    max-block-size: 280px;
    margin: 0;
    padding: 4px;
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    background: var(--_raised);
    box-shadow: 0 6px 24px rgb(16 19 31 / 0.14);
    list-style: none;
  }
  .choices li {
    display: flex;
    gap: 8px;
    padding: 6px 8px;
    border-radius: 4px;
    cursor: pointer;
  }
  .choices li[aria-selected='true'],
  .choices li:hover {
    background: var(--_accent-wash);
  }
  .choices .hint {
    overflow: hidden;
    color: var(--_ink-2);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

export class RecordPicker {
  #choices: readonly Choice[] | undefined;
  #active = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request = new AbortController();
  readonly #picker: Picker;

  constructor(picker: Picker) {
    this.#picker = picker;
  }

  /** @param label name of the field. @param none what is said when nobody matches. */
  draw(label: string, none: string) {
    const { id } = this.#picker;
    const choices = this.#choices;
    const active = choices?.[this.#active];
    return html`<div class="picker">
      <input class="field" id=${id} role="combobox" autocomplete="off" spellcheck="false" maxlength="200" aria-label=${label} placeholder=${label}
        aria-autocomplete="list" aria-expanded=${choices !== undefined} aria-controls=${`${id}-list`}
        aria-activedescendant=${active ? `${id}-${active.id}` : nothing}
        @input=${this.#onType} @keydown=${this.#onKey} @blur=${() => this.close()} />
      <ul class="choices" id=${`${id}-list`} role="listbox" aria-label=${label} ?hidden=${choices === undefined}>
        ${
          choices?.length === 0
            ? html`<li role="option" aria-selected="false" aria-disabled="true">${none}</li>`
            : repeat(
                choices ?? [],
                (choice) => choice.id,
                (choice, nth) => html`<li id=${`${id}-${choice.id}`} role="option" aria-selected=${nth === this.#active}
                  @pointerdown=${(event: Event) => event.preventDefault()} @click=${(event: Event) => this.#pick(choice, event)}>
                  <span>${choice.name}</span> <span class="hint">${choice.hint}</span>
                </li>`,
              )
        }
      </ul>
    </div>`;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
    if (this.#choices === undefined) return;
    this.#choices = undefined;
    this.#picker.changed();
  }

  readonly #onType = (event: Event) => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLInputElement)) return;
    clearTimeout(this.#timer);
    const search = currentTarget.value.trim();
    if (search === '') return this.close();
    this.#timer = setTimeout(() => void this.#search(search), typingMs);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const choices = this.#choices;
    if (!choices) return;
    const { key } = event;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    const choice = choices[this.#active];
    if (step !== 0) this.#active = Math.min(choices.length - 1, Math.max(0, this.#active + step));
    else if (key === 'Enter' && choice) this.#pick(choice, event);
    else if (key !== 'Escape') return;
    else this.close();
    event.preventDefault();
    event.stopPropagation();
    this.#picker.changed();
  };

  #pick(choice: Choice, { currentTarget }: Event) {
    const root = currentTarget instanceof Element ? currentTarget.getRootNode() : undefined;
    const field = root instanceof ShadowRoot ? root.getElementById(this.#picker.id) : null;
    if (field instanceof HTMLInputElement) field.value = '';
    this.close();
    this.#picker.pick(choice);
  }

  async #search(search: string) {
    const client = this.#picker.client();
    if (!client) return;
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const found = await (this.#picker.type === 'contact' ? contacts : companies)(client, search, signal);
      if (signal.aborted) return;
      this.#choices = found;
      this.#active = 0;
    } catch {
      // Typing on asks again.
      if (!signal.aborted) this.#choices = undefined;
    }
    this.#picker.changed();
  }
}

async function contacts(client: KithClient, search: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { search, limit: most };
  const { items } = await unwrap(client.GET('/v1/contacts', { params: { query }, signal }));
  return items.map(({ id, name, title, company }) => ({
    id,
    name,
    hint: [title, company?.name].filter(Boolean).join(' · '),
  }));
}

async function companies(client: KithClient, search: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { search, limit: most };
  const { items } = await unwrap(client.GET('/v1/companies', { params: { query }, signal }));
  return items.map(({ id, name, domain }) => ({ id, name, hint: domain ?? '' }));
}
