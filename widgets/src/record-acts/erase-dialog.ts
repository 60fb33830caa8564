// Owns asking whether a person is to be erased: what goes, what stays, and their name typed as the answer.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { TriangleAlert } from 'lucide';
import { keepKeys, openModal } from '../kit/dialog.ts';
import { FormAct } from '../kit/form-act.ts';
import { icon } from '../kit/icons.ts';
import type { RecordActsKey } from './words.ts';

/** Longer names are not to be typed; a word is. */
const typable = 60;

interface DialogHost {
  changed(): void;
  /** Erases. May reject. */
  erase(): Promise<void>;
  /** What stands in the dialog for an error. */
  problemOf(error: unknown): string;
}

export class EraseDialog {
  #open = false;
  #typed = '';
  readonly #host: DialogHost;
  readonly #act: FormAct;

  constructor(host: DialogHost) {
    this.#host = host;
    this.#act = new FormAct({ changed: () => host.changed(), cancel: () => this.close() });
  }

  open(): void {
    this.#open = true;
    this.#typed = '';
    this.#act.error = undefined;
    this.#host.changed();
  }

  close(): void {
    this.#open = false;
    this.#host.changed();
  }

  draw(name: string, t: Words<RecordActsKey>) {
    if (!this.#open) return nothing;
    const { busy, error } = this.#act;
    const asked = name.length > typable ? t('eraseWord') : name;
    const same = this.#typed.trim().normalize() === asked.trim().normalize();
    return html`<dialog class="dialog" part="dialog" aria-labelledby="erase-title" ${ref(openModal)} @close=${() => this.close()} @keydown=${keepKeys}>
      <form @submit=${(event: Event) => {
        event.preventDefault();
        if (same) void this.#erase();
      }}>
        <h2 id="erase-title">${t('eraseTitle', { name })}</h2>
        <p>${t('eraseGoes')}</p>
        <p>${t('eraseStays')}</p>
        <p class="never">${icon(TriangleAlert)} ${t('eraseNever')}</p>
        <label for="typed">${t('eraseType', { name: asked })}</label>
        <input class="field" id="typed" autocomplete="off" spellcheck="false" .value=${live(this.#typed)} @input=${this.#type} />
        <div class="problem" role="alert">${error === undefined ? nothing : this.#host.problemOf(error)}</div>
        <div class="buttons">
          <button class="button danger" type="submit" ?disabled=${!same || busy}>${t(busy ? 'erasing' : 'eraseYes')}</button>
          <button class="button quiet" type="button" @click=${() => this.close()}>${t('keep')}</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #type = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLInputElement) this.#typed = currentTarget.value;
    this.#host.changed();
  };

  async #erase() {
    await this.#act.run(async () => {
      await this.#host.erase();
      this.#open = false;
    });
  }
}
