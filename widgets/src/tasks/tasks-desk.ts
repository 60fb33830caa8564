// Owns what people do with tasks who may write them: adding, ticking off, putting off, deleting. Each tells how it went.
import { type KithClient, type Task, unwrap } from '@kith/sdk';
import { laterToday, mondayMorning, tomorrowMorning, zoneHere } from '@kith/sdk/words';
import type { RecordRef } from '../kit/record.ts';

const snoozeTimes = { later: laterToday, tomorrow: tomorrowMorning, monday: mondayMorning };
export type SnoozeName = keyof typeof snoozeTimes;

export interface NewTaskFields {
  title: string;
  /** `2026-12-24T09:30`, or empty. */
  due: string;
  /** A rule, or empty. */
  repeat: string;
}

/** What a change answered. */
export interface Changed {
  undoToken: string | null;
}

export class TasksDesk {
  readonly #client: KithClient;

  constructor(client: KithClient) {
    this.#client = client;
  }

  add({ title, due, repeat }: NewTaskFields, record: RecordRef | null): Promise<Task> {
    const body = {
      title,
      record,
      due: due === '' ? null : { local: due, zone: zoneHere() },
      repeat: due === '' || repeat === '' ? null : repeat,
    };
    return unwrap(this.#client.POST('/v1/tasks', { body }));
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
