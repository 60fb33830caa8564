// Owns the question before many pairs are merged at once.
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { keepKeys, openModal } from '../kit/dialog.ts';
import type { duplicateWords } from './words.ts';

interface Answers {
  close(): void;
  merge(): void;
}

/** @param count how many pairs would be merged. */
export function askToMerge(count: number, t: ReturnType<typeof duplicateWords>, { close, merge }: Answers) {
  return html`<dialog class="dialog" part="sure" aria-labelledby="sure-title" ${ref(openModal)} @close=${close} @keydown=${keepKeys}>
    <h2 id="sure-title">${t('mergeCertainSure', { count })}</h2>
    <p>${t('mergeCertainWhy')}</p>
    <div class="buttons">
      <button class="button primary" type="button" @click=${() => {
        close();
        merge();
      }}>${t('merge')}</button>
      <button class="button quiet" type="button" @click=${close}>${t('cancel')}</button>
    </div>
  </dialog>`;
}
