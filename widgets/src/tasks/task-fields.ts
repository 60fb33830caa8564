// Owns the fields of a task as one edits them: those of a new one and those of one that is there.
import type { Task, TaskPatch } from '@kith/sdk';
import { type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Member } from '../kit/members.ts';
import { repeatNames, repeats } from './repeats.ts';
import type { TasksKey } from './words.ts';

export interface TaskFields {
  title: string;
  /** `2026-12-24T09:30`, or empty. */
  due: string;
  /** A rule, or empty. */
  repeat: string;
  /** Minutes before the due time. */
  reminders: readonly number[];
  /** Id of a member; empty for nobody, undefined for whoever adds it. */
  assigneeId: string | undefined;
  body: string;
}

export const noFields: TaskFields = { title: '', due: '', repeat: '', reminders: [], assigneeId: undefined, body: '' };

export const fieldsOf = ({ title, due, repeat, reminders, assigneeId, body }: Task): TaskFields => ({
  title,
  due: due?.local ?? '',
  repeat: repeat ?? '',
  reminders,
  assigneeId: assigneeId ?? '',
  body: body ?? '',
});

/** What the API is told of the fields. A time is meant in `zone`. */
export function written({ title, due, repeat, reminders, assigneeId, body }: TaskFields, zone = zoneHere()) {
  const timed = due !== '';
  return {
    title: title.trim(),
    body: body.trim() === '' ? null : body,
    due: timed ? { local: due, zone } : null,
    repeat: timed && repeat !== '' ? repeat : null,
    reminders: timed ? [...reminders] : [],
    ...(assigneeId === undefined ? {} : { assigneeId: assigneeId === '' ? null : assigneeId }),
  };
}

/** What differs from the task as it was read; its time stays in its zone. */
export function changesOf(task: Task, fields: TaskFields): TaskPatch {
  const zone = task.due?.zone ?? zoneHere();
  return differing(written(fieldsOf(task), zone), written(fields, zone));
}

/** What was typed over a task, put over what somebody else made of it meanwhile. */
export const rebased = (task: Task, fields: TaskFields, theirs: Task): TaskFields => ({
  ...fieldsOf(theirs),
  ...differing(fieldsOf(task), fields),
});

function differing<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed: Partial<Fields> = {};
  for (const name in after) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changed[name] = after[name];
  }
  return changed;
}

export interface FieldsView {
  fields: TaskFields;
  members: readonly Member[];
  /** Who acts; shown as the one whom a new task is for. */
  me: string | undefined;
  t: Words<TasksKey>;
  type(fields: TaskFields): void;
}

type TextName = 'title' | 'due' | 'repeat' | 'assigneeId' | 'body';
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const write =
  ({ fields, type }: FieldsView, name: TextName) =>
  ({ currentTarget }: Event & { currentTarget: Control }) =>
    type({ ...fields, [name]: currentTarget.value });

/** Due time and repetition. */
export function timeFields(view: FieldsView) {
  const { fields, t } = view;
  const own = fields.repeat !== '' && !repeatNames.some((name) => repeats[name] === fields.repeat);
  return html`<input class="field" type="datetime-local" aria-label=${t('due')} title=${t('due')}
      .value=${live(fields.due)} @input=${write(view, 'due')} />
    <select class="field" aria-label=${t('repeat')} ?disabled=${fields.due === ''} @change=${write(view, 'repeat')}>
      <option value="" ?selected=${fields.repeat === ''}>${t('once')}</option>
      ${own ? html`<option value=${fields.repeat} selected>${t('custom')}</option>` : nothing}
      ${repeatNames.map((name) => html`<option value=${repeats[name]} ?selected=${fields.repeat === repeats[name]}>${t(name)}</option>`)}
    </select>`;
}

/** Reminders, whose task it is, and details. */
export function furtherFields(view: FieldsView) {
  const { fields, t } = view;
  return html`${reminderFields(view)} ${assigneeField(view)}
    <textarea class="field" rows="2" maxlength="20000" aria-label=${t('details')} placeholder=${t('details')}
      .value=${live(fields.body)} @input=${write(view, 'body')}></textarea>`;
}

/** Minutes before the due time that are offered. */
const offered: readonly number[] = [10, 60, 1440, 10_080];
const units = [
  [10_080, 'beforeWeeks'],
  [1440, 'beforeDays'],
  [60, 'beforeHours'],
  [1, 'beforeMinutes'],
] as const;

/** `1 hour before`. */
export function reminderText(minutes: number, t: Words<TasksKey>): string {
  const [size, key] = units.find(([each]) => minutes % each === 0) ?? units[3];
  return t(key, { count: minutes / size });
}

function reminderFields({ fields, t, type }: FieldsView) {
  const all = [...new Set([...offered, ...fields.reminders])].sort((one, other) => one - other);
  const toggle =
    (minutes: number) =>
    ({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
      const others = fields.reminders.filter((one) => one !== minutes);
      type({ ...fields, reminders: currentTarget.checked ? [...others, minutes] : others });
    };
  return html`<fieldset class="reminders" ?disabled=${fields.due === ''}>
    <legend>${t('reminders')}</legend>
    ${all.map(
      (minutes) => html`<label class="chip">
        <input type="checkbox" .checked=${live(fields.reminders.includes(minutes))} @change=${toggle(minutes)} />
        ${reminderText(minutes, t)}
      </label>`,
    )}
  </fieldset>`;
}

function assigneeField(view: FieldsView) {
  const { fields, members, me, t } = view;
  if (members.length === 0) return nothing;
  const chosen = fields.assigneeId ?? me ?? '';
  return html`<select class="field" aria-label=${t('assignee')} title=${t('assignee')} @change=${write(view, 'assigneeId')}>
    <option value="" ?selected=${chosen === ''}>${t('unassigned')}</option>
    ${members.map(
      ({ id, name }) =>
        html`<option value=${id} ?selected=${chosen === id}>${id === me ? t('you', { name }) : name}</option>`,
    )}
  </select>`;
}
