// Owns adding a task: what is typed stays until it was added.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { type FieldsView, furtherFields, noFields, type TaskFields, timeFields } from './task-fields.ts';

interface AdderHost {
  changed(): void;
  /** May reject. */
  add(fields: TaskFields): Promise<unknown>;
  added(): void;
  problemOf(error: unknown): string;
}

export class TaskAdder {
  #fields = noFields;
  #problem = '';
  #busy = false;
  readonly #host: AdderHost;

  constructor(host: AdderHost) {
    this.#host = host;
  }

  async #add() {
    if (this.#busy || this.#fields.title.trim() === '') return;
    this.#busy = true;
    this.#host.changed();
    try {
      await this.#host.add(this.#fields);
      this.#fields = noFields;
      this.#problem = '';
      this.#host.added();
    } catch (error) {
      this.#problem = this.#host.problemOf(error);
    }
    this.#busy = false;
    this.#host.changed();
  }

  draw(shown: Omit<FieldsView, 'fields' | 'type'>) {
    const { t } = shown;
    const type = (fields: TaskFields) => {
      this.#fields = fields;
      this.#problem = '';
      this.#host.changed();
    };
    const view = { ...shown, fields: this.#fields, type };
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#add();
    };
    return html`<form class="add" @submit=${submit}>
      <input class="field" part="new-title" maxlength="300" autocomplete="off" aria-label=${t('newTask')}
        placeholder=${t('newTaskHint')} .value=${live(view.fields.title)}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => type({ ...this.#fields, title: currentTarget.value })} />
      ${view.fields.title.trim() === '' ? nothing : this.#more(view)}
      <div class="problem" role="status">${this.#problem}</div>
    </form>`;
  }

  #more(view: FieldsView) {
    const { t } = view;
    return html`<div class="times">
        ${timeFields(view)}
        <button class="button primary" part="add" type="submit" ?disabled=${this.#busy}>${t('add')}</button>
      </div>
      <details class="further">
        <summary>${t('further')}</summary>
        <div class="times">${furtherFields(view)}</div>
      </details>`;
  }
}
