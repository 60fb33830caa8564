// Owns how one task is drawn, and its menu.
import type { Task } from '@kith/sdk';
import { fullTime, type Language, nearTime, relativeTime, type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { AlarmClock, Bell, Check, EllipsisVertical, Repeat } from 'lucide';
import { icon } from '../kit/icons.ts';
import { groupOf } from './groups.ts';
import { repeatKey } from './repeats.ts';
import { reminderText } from './task-fields.ts';
import type { SnoozeName } from './tasks-desk.ts';
import type { TasksKey } from './words.ts';

export interface RowActs {
  done(task: Task): void;
  reopen(task: Task): void;
  edit(task: Task): void;
  snooze(task: Task, to: SnoozeName): void;
  remove(task: Task): void;
}

export interface RowView {
  task: Task;
  language: Language;
  t: Words<TasksKey>;
  now: Date;
  /** It is being changed in the form above. */
  editing: boolean;
  /** True on the page of the record itself. */
  ofRecord: boolean;
  /** Null for who may only read. */
  acts: RowActs | null;
  nameOf(memberId: string): string | null;
  open(record: { type: string; id: string }): void;
}

/** A task's words; those of a cadence are told in the reader's language. */
export const titleOf = ({ title, keepInTouch, record }: Task, t: Words<TasksKey>) =>
  keepInTouch && record?.name ? t('keepInTouch', { name: record.name }) : title;

export function taskRow(view: RowView) {
  const { task, t, acts } = view;
  const title = titleOf(task, t);
  return html`<li class="row ${task.doneAt === null ? '' : 'finished'} ${view.editing ? 'editing' : ''}" part="task" data-id=${task.id}>
    ${tick(view, title)}
    <div class="what">
      ${
        acts === null
          ? html`<span class="title" part="title">${title}</span>`
          : html`<button class="title" part="title" type="button" title=${t('edit')} @click=${() => acts.edit(task)} @keydown=${(event: KeyboardEvent) => onTitleKey(event, task, acts)}>${title}</button>`
      }
      ${task.body === null ? nothing : html`<span class="details" part="details">${task.body}</span>`}
      <span class="meta">${meta(view)}</span>
    </div>
    ${when(view)} ${acts === null || task.doneAt !== null ? nothing : menu(view, acts, title)}
  </li>`;
}

function tick({ task, t, acts }: RowView, title: string) {
  const done = task.doneAt !== null;
  if (acts === null)
    return html`<span class="tick ${done ? 'done' : ''}">${done ? icon(Check, t('doneMark')) : nothing}</span>`;
  return html`<button
    class="tick ${done ? 'done' : ''}"
    part="tick"
    type="button"
    aria-label=${t(done ? 'reopen' : 'tick', { title })}
    title=${t(done ? 'reopen' : 'tick', { title })}
    @click=${() => (done ? acts.reopen(task) : acts.done(task))}
  >${done ? icon(Check) : nothing}</button>`;
}

/** The arrows go from title to title; Delete deletes. */
function onTitleKey(event: KeyboardEvent, task: Task, acts: RowActs): void {
  const { key, currentTarget } = event;
  if (key === 'Delete') acts.remove(task);
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !(currentTarget instanceof HTMLElement)) return;
  const root = currentTarget.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  event.preventDefault();
  const titles = [...root.querySelectorAll<HTMLElement>('button.title')];
  titles[titles.indexOf(currentTarget) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}

function meta({ task, t, language, now, ofRecord, nameOf, open }: RowView) {
  const { record, repeat, snoozedUntil, reminders, doneAt } = task;
  const whose = doneAt === null ? task.assigneeId : task.doneBy;
  const who = ofRecord && whose !== null ? nameOf(whose) : null;
  return [
    record?.name && !ofRecord && !task.keepInTouch
      ? html`<button class="link" type="button" title=${t('openRecord', { name: record.name })} @click=${() => open(record)}>
          ${record.name}
        </button>`
      : nothing,
    who === null ? nothing : html`<span>${who}</span>`,
    repeat === null ? nothing : html`<span class="mark">${icon(Repeat)} ${t(repeatKey(repeat))}</span>`,
    reminders.length === 0 || doneAt !== null
      ? nothing
      : html`<span class="mark">${icon(Bell)} ${reminders.map((minutes) => reminderText(minutes, t)).join(', ')}</span>`,
    snoozedUntil === null || doneAt !== null
      ? nothing
      : html`<span class="mark">${icon(AlarmClock)} ${t('snoozed', { when: nearTime(snoozedUntil, language, now) })}</span>`,
  ];
}

function when({ task, language, now }: RowView) {
  const { dueAt, doneAt } = task;
  if (doneAt !== null) {
    return html`<time class="when" part="due" datetime=${doneAt} title=${fullTime(doneAt, language)}>${relativeTime(doneAt, language)}</time>`;
  }
  if (dueAt === null) return nothing;
  const late = groupOf(task, now, zoneHere()) === 'overdue';
  return html`<time class="when ${late ? 'late' : ''}" part="due" datetime=${dueAt} title=${fullTime(dueAt, language)}
    >${nearTime(dueAt, language, now)}</time
  >`;
}

function menu({ task, t }: RowView, acts: RowActs, title: string) {
  const act = (run: () => void) => (event: Event & { currentTarget: HTMLElement }) => {
    event.currentTarget.closest('details')?.removeAttribute('open');
    run();
  };
  const snooze = (to: SnoozeName, key: TasksKey) =>
    task.dueAt === null
      ? nothing
      : html`<button type="button" @click=${act(() => acts.snooze(task, to))}>${t(key)}</button>`;
  return html`<details class="menu" @keydown=${closeOnEscape} @focusout=${closeOnLeave}>
    <summary aria-label=${t('more', { title })}>${icon(EllipsisVertical)}</summary>
    <div class="choices">
      ${snooze('later', 'snoozeLater')} ${snooze('tomorrow', 'snoozeTomorrow')} ${snooze('monday', 'snoozeMonday')}
      <button type="button" @click=${act(() => acts.remove(task))}>${t('delete')}</button>
    </div>
  </details>`;
}

function closeOnEscape(event: KeyboardEvent & { currentTarget: HTMLDetailsElement }) {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}

function closeOnLeave({ currentTarget, relatedTarget }: FocusEvent & { currentTarget: HTMLDetailsElement }) {
  if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
  currentTarget.open = false;
}
