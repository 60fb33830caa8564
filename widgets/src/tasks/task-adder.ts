// Owns adding a task: what is typed stays until it was added.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FormAct } from '../kit/form-act.ts';
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
  readonly #host: AdderHost;
  readonly #act: FormAct;

  constructor(host: AdderHost) {
    this.#host = host;
    this.#act = new FormAct({ changed: () => host.changed(), cancel: () => this.#type(noFields) });
  }

  async #add() {
    if (this.#fields.title.trim() === '') return;
    await this.#act.run(async () => {
      await this.#host.add(this.#fields);
      this.#fields = noFields;
      this.#host.added();
    });
  }

  #type(fields: TaskFields) {
    this.#fields = fields;
    this.#act.error = undefined;
    this.#host.changed();
  }

  draw(shown: Omit<FieldsView, 'fields' | 'type'>) {
    const { t } = shown;
    const type = (fields: TaskFields) => this.#type(fields);
    const view = { ...shown, fields: this.#fields, type };
    const { error } = this.#act;
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#add();
    };
    return html`<form class="add" @submit=${submit}>
      <input class="field" part="new-title" maxlength="300" autocomplete="off" aria-label=${t('newTask')}
        placeholder=${t('newTaskHint')} .value=${live(view.fields.title)}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => type({ ...this.#fields, title: currentTarget.value })} />
      ${view.fields.title.trim() === '' ? nothing : this.#more(view)}
      <div class="problem" role="status">${error === undefined ? nothing : this.#host.problemOf(error)}</div>
    </form>`;
  }

  #more(view: FieldsView) {
    const { t } = view;
    return html`<div class="times">
        ${timeFields(view)}
        <button class="button primary" part="add" type="submit" ?disabled=${this.#act.busy}>${t('add')}</button>
      </div>
      <details class="further">
        <summary>${t('further')}</summary>
        <div class="times">${furtherFields(view)}</div>
      </details>`;
  }
}
