// Owns the form for a new task.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeatNames, repeats } from './task-row.ts';
import type { NewTaskFields } from './tasks-desk.ts';
import type { TasksKey } from './words.ts';

export interface AddForm {
  fields: NewTaskFields;
  problem: string | null;
  busy: boolean;
  t: Words<TasksKey>;
  type(fields: NewTaskFields): void;
  add(): void;
}

export function addForm({ fields, problem, busy, t, type, add }: AddForm) {
  const write =
    (name: keyof NewTaskFields) =>
    ({ currentTarget }: Event & { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
      type({ ...fields, [name]: currentTarget.value });
  const submit = (event: Event) => {
    event.preventDefault();
    add();
  };
  return html`<form class="add" @submit=${submit}>
    <input
      class="field"
      part="new-title"
      maxlength="300"
      autocomplete="off"
      aria-label=${t('newTask')}
      placeholder=${t('newTaskHint')}
      .value=${live(fields.title)}
      @input=${write('title')}
    />
    ${
      fields.title.trim() === ''
        ? nothing
        : html`<div class="times">
            <input
              class="field"
              type="datetime-local"
              aria-label=${t('due')}
              title=${t('due')}
              .value=${live(fields.due)}
              @input=${write('due')}
            />
            <select class="field" aria-label=${t('repeat')} ?disabled=${fields.due === ''} @change=${write('repeat')}>
              <option value="">${t('once')}</option>
              ${repeatNames.map(
                (name) =>
                  html`<option value=${repeats[name]} ?selected=${fields.repeat === repeats[name]}>${t(name)}</option>`,
              )}
            </select>
            <button class="button primary" part="add" type="submit" ?disabled=${busy}>${t('add')}</button>
          </div>`
    }
    <div class="problem" role="status">${problem ?? nothing}</div>
  </form>`;
}
