// Owns what people do with tasks who may write them: adding, changing, ticking off, putting off, deleting. Each tells how it went.
import { type KithClient, type Task, type TaskPatch, unwrap } from '@kith/sdk';
import { laterToday, mondayMorning, tomorrowMorning, zoneHere } from '@kith/sdk/words';
import type { RecordRef } from '../kit/record.ts';
import { type TaskFields, written } from './task-fields.ts';

const snoozeTimes = { later: laterToday, tomorrow: tomorrowMorning, monday: mondayMorning };
export type SnoozeName = keyof typeof snoozeTimes;

/** What a change answered. */
export interface Changed {
  undoToken: string | null;
}

export class TasksDesk {
  readonly #client: KithClient;

  constructor(client: KithClient) {
    this.#client = client;
  }

  add(fields: TaskFields, record: RecordRef | null): Promise<Task> {
    return unwrap(this.#client.POST('/v1/tasks', { body: { ...written(fields), record } }));
  }

  read(id: string): Promise<Task> {
    return unwrap(this.#client.GET('/v1/tasks/{id}', { params: { path: { id } } }));
  }

  /** @throws KithError `version_conflict` when somebody changed it since it was read. */
  change({ id, version }: Task, patch: TaskPatch): Promise<Task & Changed> {
    const params = { path: { id }, header: { 'if-match': `"${version}"` } };
    return unwrap(this.#client.PATCH('/v1/tasks/{id}', { params, body: patch }));
  }

  /** Takes the tick back. */
  async reopen({ id }: Task): Promise<Changed> {
    await unwrap(this.#client.POST('/v1/tasks/{id}/undone', { params: { path: { id } } }));
    return { undoToken: null };
  }

  done({ id }: Task): Promise<Changed> {
    return unwrap(this.#client.POST('/v1/tasks/{id}/done', { params: { path: { id } } }));
  }

  /** In the zone of the task, so that the morning is its morning. */
  snooze({ id, due }: Task, to: SnoozeName): Promise<Task & Changed> {
    const until = snoozeTimes[to](new Date(), due?.zone ?? zoneHere());
    return unwrap(this.#client.POST('/v1/tasks/{id}/snooze', { params: { path: { id } }, body: { until } }));
  }

  remove({ id }: Task): Promise<Changed> {
    return unwrap(this.#client.DELETE('/v1/tasks/{id}', { params: { path: { id } } }));
  }
}
