// Owns how one task is drawn, and its menu.
import type { Task } from '@kith/sdk';
import { fullTime, type Language, nearTime, type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { AlarmClock, EllipsisVertical, Repeat } from 'lucide';
import { icon } from '../kit/icons.ts';
import { groupOf } from './groups.ts';
import type { SnoozeName } from './tasks-desk.ts';
import type { TasksKey } from './words.ts';

export interface RowActs {
  done(task: Task): void;
  snooze(task: Task, to: SnoozeName): void;
  remove(task: Task): void;
}

export interface RowView {
  task: Task;
  language: Language;
  t: Words<TasksKey>;
  now: Date;
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
  return html`<li class="row" part="task" data-id=${task.id}>
    ${
      acts === null
        ? html`<span class="tick" aria-hidden="true"></span>`
        : html`<button
            class="tick"
            part="tick"
            type="button"
            aria-label=${t('tick', { title })}
            @click=${() => acts.done(task)}
          ></button>`
    }
    <div class="what">
      <span class="title" part="title">${title}</span>
      <span class="meta">${meta(view)}</span>
    </div>
    ${when(view)} ${acts === null ? nothing : menu(view, acts, title)}
  </li>`;
}

function meta({ task, t, language, now, ofRecord, nameOf, open }: RowView) {
  const { record, repeat, snoozedUntil, assigneeId } = task;
  const who = ofRecord && assigneeId !== null ? nameOf(assigneeId) : null;
  return [
    record?.name && !ofRecord && !task.keepInTouch
      ? html`<button class="link" type="button" title=${t('openRecord', { name: record.name })} @click=${() => open(record)}>
          ${record.name}
        </button>`
      : nothing,
    who === null ? nothing : html`<span>${who}</span>`,
    repeat === null ? nothing : html`<span class="mark">${icon(Repeat)} ${t(repeatKey(repeat))}</span>`,
    snoozedUntil === null
      ? nothing
      : html`<span class="mark">${icon(AlarmClock)} ${t('snoozed', { when: nearTime(snoozedUntil, language, now) })}</span>`,
  ];
}

/** Rules that the form offers, by their names. */
export const repeats = {
  daily: 'FREQ=DAILY',
  workdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  yearly: 'FREQ=YEARLY',
} as const;

export type RepeatName = keyof typeof repeats;
export const repeatNames: readonly RepeatName[] = ['daily', 'workdays', 'weekly', 'monthly', 'yearly'];
const repeatKey = (rule: string): RepeatName | 'custom' =>
  repeatNames.find((name) => repeats[name] === rule) ?? 'custom';

function when({ task, language, now }: RowView) {
  const { dueAt } = task;
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
