// Owns changing one task: what is typed stays here, whatever comes live, until it is saved or given up.
import type { Task } from '@kith/sdk';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { codeOf } from '../kit/code-of.ts';
import { FormAct } from '../kit/form-act.ts';
import {
  changesOf,
  type FieldsView,
  fieldsOf,
  furtherFields,
  noFields,
  rebased,
  type TaskFields,
  timeFields,
} from './task-fields.ts';
import type { Changed, TasksDesk } from './tasks-desk.ts';

interface EditorHost {
  changed(): void;
  desk(): TasksDesk | undefined;
  /** It was saved, with what it is now and what takes it back. */
  saved(task: Task & Changed): void;
  /** It was closed: the focus belongs to the row again. */
  closed(id: string): void;
}

type Shown = Omit<FieldsView, 'fields' | 'type'>;

export class TaskEditor {
  /** As it was read; what somebody else changed since is not overwritten unasked. */
  #task: Task | undefined;
  #fields: TaskFields = noFields;
  #problem: 'changedMeanwhile' | 'notSaved' | 'gone' | undefined;
  #code = '';
  readonly #host: EditorHost;
  readonly #act: FormAct;

  constructor(host: EditorHost) {
    this.#host = host;
    this.#act = new FormAct({ changed: () => host.changed(), cancel: () => this.close() });
  }

  /** The task that is being changed. */
  get id(): string | undefined {
    return this.#task?.id;
  }

  open(task: Task): void {
    this.#task = task;
    this.#fields = fieldsOf(task);
    this.#problem = undefined;
    this.#host.changed();
  }

  close(): void {
    const id = this.#task?.id;
    this.#task = undefined;
    this.#host.changed();
    if (id !== undefined) this.#host.closed(id);
  }

  async #save() {
    const [task, desk] = [this.#task, this.#host.desk()];
    if (!task || !desk || this.#act.busy || this.#fields.title.trim() === '') return;
    const patch = changesOf(task, this.#fields);
    if (Object.keys(patch).length === 0) {
      this.close();
      return;
    }
    await this.#act.run(async () => {
      const saved = await desk.change(task, patch);
      if (this.#task === task) this.close();
      this.#host.saved(saved);
    });
    if (this.#act.error === undefined) return;
    await this.#explain(this.#act.error, task, desk);
    this.#host.changed();
  }

  /** What somebody else changed meanwhile is taken over, save what was typed here; the person saves again. */
  async #explain(error: unknown, task: Task, desk: TasksDesk) {
    this.#code = codeOf(error);
    const found = this.#code === 'version_conflict' ? await desk.read(task.id).catch(() => undefined) : undefined;
    if (this.#task !== task) return;
    if (found) {
      this.#fields = rebased(task, this.#fields, found);
      this.#task = found;
    }
    this.#problem = found ? 'changedMeanwhile' : this.#code === 'not_found' ? 'gone' : 'notSaved';
  }

  draw(shown: Shown) {
    if (!this.#task) return nothing;
    const { t } = shown;
    const type = (fields: TaskFields) => {
      this.#fields = fields;
      this.#host.changed();
    };
    const view: FieldsView = { ...shown, fields: this.#fields, type };
    return html`<form class="edit" part="editor" aria-label=${t('edit')} @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      <input class="field" maxlength="300" autocomplete="off" aria-label=${t('title')} .value=${live(this.#fields.title)}
        ${ref(focusOnce)}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => type({ ...this.#fields, title: currentTarget.value })} />
      <div class="times">${timeFields(view)}</div>
      <div class="times">${furtherFields(view)}</div>
      <div class="problem" role="alert">${this.#problem === undefined ? nothing : t(this.#problem, { code: this.#code })}</div>
      <div class="buttons">
        <button class="button primary" part="save" type="submit" ?disabled=${this.#act.busy || this.#fields.title.trim() === ''}>${t('save')}</button>
        <button class="button quiet" type="button" @click=${() => this.close()}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    void this.#save();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    this.#act.onKey(event);
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#save();
  };
}

const focused = new WeakSet<Element>();
function focusOnce(element: Element | undefined): void {
  if (!(element instanceof HTMLElement) || focused.has(element)) return;
  focused.add(element);
  queueMicrotask(() => element.focus());
}
