// Owns merging the certain pairs at once: the button, and the question before it is done.
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { keepKeys, openModal } from '../kit/dialog.ts';
import type { Pair } from './pairs.ts';
import type { duplicateWords } from './words.ts';

/** Most pairs that the server merges at once. */
const mostAtOnce = 100;

interface Host {
  changed(): void;
  merge(pairs: Pair[]): void;
}

type T = ReturnType<typeof duplicateWords>;

export class CertainPairs {
  /** The pairs that the question is about; none: it is not asked. */
  #asked: Pair[] = [];
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** @param pairs all that are shown. */
  drawButton(pairs: readonly Pair[], t: T) {
    const certain = pairs.filter((pair) => pair.certain).slice(0, mostAtOnce);
    if (certain.length === 0) return nothing;
    return html`<button class="button primary" part="certain" type="button" @click=${() => this.#ask(certain)}>
      ${t('mergeCertain', { count: certain.length })}
    </button>`;
  }

  drawQuestion(t: T) {
    const asked = this.#asked;
    if (asked.length === 0) return nothing;
    const close = () => this.#ask([]);
    return html`<dialog class="dialog" part="sure" aria-labelledby="sure-title" ${ref(openModal)} @close=${close} @keydown=${keepKeys}>
      <h2 id="sure-title">${t('mergeCertainSure', { count: asked.length })}</h2>
      <p>${t('mergeCertainWhy')}</p>
      <div class="buttons">
        <button class="button primary" type="button" @click=${() => {
          close();
          this.#host.merge(asked);
        }}>${t('merge')}</button>
        <button class="button quiet" type="button" @click=${close}>${t('cancel')}</button>
      </div>
    </dialog>`;
  }

  #ask(pairs: Pair[]) {
    this.#asked = pairs;
    this.#host.changed();
  }
}
