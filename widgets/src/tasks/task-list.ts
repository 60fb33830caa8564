// Owns where tasks come from, and how a list of them is drawn: open ones by when they come up, done ones the latest first.
import { type KithClient, type Task, unwrap } from '@kith/sdk';
import { type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ListChecks } from 'lucide';
import type { FetchPage } from '../kit/feed.ts';
import { type RecordRef, recordText } from '../kit/record.ts';
import { emptyState } from '../kit/states.ts';
import { type GroupName, groupNames, groupOf } from './groups.ts';
import { type RowView, taskRow } from './task-row.ts';
import type { TasksKey } from './words.ts';

export type TaskState = 'open' | 'done';

/** Pages of one's own tasks, or of those of a record. */
export const tasksOf =
  (client: KithClient, record: RecordRef | null, state: TaskState): FetchPage<Task> =>
  ({ limit, cursor, signal }) => {
    const whose = record ? { record: recordText(record) } : { assignee: 'me' as const };
    const query = { limit, state, ...(cursor ? { cursor } : {}), ...whose };
    return unwrap(client.GET('/v1/tasks', { params: { query }, signal }));
  };

export interface ListView extends Omit<RowView, 'task' | 'editing'> {
  state: TaskState;
  /** The task that is being changed. */
  edited: string | undefined;
}

export function taskList(tasks: readonly Task[], view: ListView) {
  if (view.state === 'done') return group('finished', tasks, view);
  const here = zoneHere();
  return groupNames.map((name) =>
    group(
      name,
      tasks.filter((task) => groupOf(task, view.now, here) === name),
      view,
    ),
  );
}

function group(name: GroupName | 'finished', tasks: readonly Task[], view: ListView) {
  if (tasks.length === 0) return nothing;
  return html`<section part="group" data-group=${name}>
    <h3 class="label">${view.t(name)} <span class="count">${tasks.length}</span></h3>
    <ul class="list">
      ${repeat(
        tasks,
        ({ id }) => id,
        (task) => taskRow({ ...view, task, editing: task.id === view.edited }),
      )}
    </ul>
  </section>`;
}

/** What stands for no tasks. @param mayAdd whether one may be added here. */
export const noTasks = (state: TaskState, mayAdd: boolean, t: Words<TasksKey>) =>
  state === 'done'
    ? emptyState(ListChecks, t('nothingDone'), t('nothingDoneDo'))
    : emptyState(ListChecks, t('nothing'), t(mayAdd ? 'nothingDo' : 'nothingRead'));

/** The switch between what is to be done and what is done. */
export const stateSwitch = (state: TaskState, t: Words<TasksKey>, choose: (state: TaskState) => void) =>
  html`<button class="button quiet switch" part="switch" type="button" aria-pressed=${state === 'done'}
    @click=${() => choose(state === 'done' ? 'open' : 'done')}>${t('showDone')}</button>`;

export const ghosts = [1, 2, 3, 4].map(
  () => html`<div class="row ghost" aria-hidden="true">
    <span class="tick"></span><span class="skeleton bar"></span>
  </div>`,
);
