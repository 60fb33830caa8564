// Owns asking why a deal was lost, before it goes to a stage that loses.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { keepKeys, openModal } from './dialog.ts';

export type LostKey = 'lostTitle' | 'lostWhy' | 'lostYes' | 'cancel';

interface Question {
  name: string;
  answer(reason: string | undefined): void;
}

export class LostDialog {
  #question: Question | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** @returns the reason, empty for none given; undefined when the deal is not to be lost after all. */
  ask(name: string): Promise<string | undefined> {
    this.#question?.answer(undefined);
    return new Promise((resolve) => {
      this.#question = {
        name,
        answer: (reason) => {
          this.#question = undefined;
          this.#changed();
          resolve(reason);
        },
      };
      this.#changed();
    });
  }

  draw(t: Words<LostKey>) {
    const question = this.#question;
    if (!question) return nothing;
    return html`<dialog class="dialog" aria-labelledby="lost-title" ${ref(openModal)} @close=${() => question.answer(undefined)} @keydown=${keepKeys}>
      <form @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        question.answer(reasonIn(event.currentTarget));
      }}>
        <h2 id="lost-title">${t('lostTitle', { name: question.name })}</h2>
        <label for="lost-reason">${t('lostWhy')}</label>
        <textarea class="field" id="lost-reason" name="reason" rows="3" maxlength="1000"></textarea>
        <div class="buttons">
          <button class="button primary" type="submit">${t('lostYes')}</button>
          <button class="button quiet" type="button" @click=${() => question.answer(undefined)}>${t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

const reasonIn = (form: EventTarget | null) =>
  form instanceof HTMLFormElement ? String(new FormData(form).get('reason') ?? '').trim() : '';
