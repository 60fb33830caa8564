// Owns the list of who stands around the record: one stop of the keyboard, with the buttons of the line that is active.
import type { Relation } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, type LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Building2, Pencil, Trash2 } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import { rowAfterKey } from '../kit/list-keys.ts';
import { strengthDots } from '../kit/strength-dots.ts';
import { phraseOf, type Tie } from './around.ts';
import type { RelationsKey } from './words.ts';

export interface TieListHost {
  element: LitElement;
  /** Asks the page for the record of a line. */
  open(tie: Tie): void;
  /** Undefined when the session may not write. */
  edit: ((relation: Relation, name: string) => void) | undefined;
  remove: ((relation: Relation, name: string) => void) | undefined;
  /** Somebody is pointed at; null: nobody. */
  point(id: string | null): void;
}

export class TieList {
  #active = '';
  #shown: Tie[] = [];
  readonly #host: () => TieListHost;

  constructor(host: () => TieListHost) {
    this.#host = host;
  }

  draw({ near, far }: { near: Tie[]; far: Tie[] }, t: Words<RelationsKey>, language: Language) {
    this.#shown = [...near, ...far];
    if (!this.#shown.some(({ key }) => key === this.#active)) this.#active = this.#shown[0]?.key ?? '';
    const lines = (ties: Tie[]) =>
      repeat(
        ties,
        (tie) => tie.key,
        (tie) => this.#line(tie, t, language),
      );
    return html`<div class="ties" @keydown=${this.#onKey} @pointerleave=${() => this.#host().point(null)}>
      <ul part="list" aria-label=${t('list')}>${lines(near)}</ul>
      ${
        far.length === 0
          ? nothing
          : html`<h3>${t('further')}</h3><ul part="list" aria-label=${t('further')}>${lines(far)}</ul>`
      }
    </div>`;
  }

  #line(tie: Tie, t: Words<RelationsKey>, language: Language) {
    const { node, relation, over } = tie;
    const active = tie.key === this.#active;
    const enter = () => {
      this.#active = tie.key;
      this.#host().point(node.id);
    };
    const told = [phraseOf(tie, t), ...(over ? [over.name] : []), ...this.#details(relation, t, language)];
    return html`<li class="tie" part="tie" @pointerenter=${() => this.#host().point(node.id)} @focusin=${enter}>
      <button
        class="who"
        type="button"
        data-key=${tie.key}
        tabindex=${active ? 0 : -1}
        aria-disabled=${node.type === 'user'}
        @click=${() => this.#host().open(tie)}
      >
        ${node.type === 'company' ? html`<span class="firm">${icon(Building2)}</span>` : avatar(node.name)}
        <span class="text"><span class="name" part="name">${node.name}</span>
          <span class="meta" part="meta">${told.join(' · ')}</span></span>
      </button>
      ${tie.edge.grade === null ? nothing : strengthDots(tie.edge.grade, t('knows', { grade: tie.edge.grade }))}
      ${relation ? this.#buttons(relation, node.name, active, t) : nothing}
    </li>`;
  }

  #details(relation: Relation | undefined, t: Words<RelationsKey>, language: Language): string[] {
    if (!relation) return [];
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    return [
      ...(relation.since ? [t('sinceDay', { day: day.format(new Date(`${relation.since}T00:00:00Z`)) })] : []),
      ...(relation.note ? [relation.note] : []),
    ];
  }

  #buttons(relation: Relation, name: string, active: boolean, t: Words<RelationsKey>) {
    const { edit, remove } = this.#host();
    if (!edit || !remove) return nothing;
    const button = (label: string, sign: typeof Pencil, act: () => void) =>
      html`<button class="tool" type="button" tabindex=${active ? 0 : -1} aria-label=${label} title=${label} @click=${act}>
        ${icon(sign)}
      </button>`;
    return html`${button(t('editNamed', { name }), Pencil, () => edit(relation, name))}
    ${button(t('removeNamed', { name }), Trash2, () => remove(relation, name))}`;
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = this.#shown.findIndex(({ key }) => key === this.#active);
    const next = rowAfterKey(event.key, current, this.#shown.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#active = this.#shown[next]?.key ?? '';
    const { element } = this.#host();
    element.requestUpdate();
    void element.updateComplete.then(() => this.focus());
  };

  /** Puts the focus on the active line. */
  focus(): void {
    const lines = this.#host().element.renderRoot.querySelectorAll<HTMLElement>('.who');
    [...lines].find((line) => line.dataset['key'] === this.#active)?.focus();
  }
}
