// Owns how tasks are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { recordJson } from '../records/record-ref.ts';

/** Arguments of json_build_object for the row `t`. @param record JSON of the record that it is about. */
export const taskFields = (tx: Tx, record = recordJson(tx, 't')) => tx`
  'id', t.id, 'organizationId', t.organization_id, 'keepInTouch', t.keep_in_touch, 'title', t.title, 'body', t.body,
  'record', ${record},
  'due', case when t.due_at is not null then
    json_build_object('local', to_char(t.due_local, 'YYYY-MM-DD"T"HH24:MI'), 'zone', t.due_zone) end,
  'dueAt', t.due_at, 'snoozedUntil', t.snoozed_until, 'comesAt', t.comes_at, 'repeat', t.repeat_rule,
  'reminders', t.remind_before, 'assigneeId', t.assignee_id, 'doneAt', t.done_at, 'doneBy', t.done_by,
  'createdBy', t.created_by, 'createdAt', t.created_at, 'updatedAt', t.updated_at, 'deletedAt', t.deleted_at,
  'version', t.version`;

export const noSuchTask = () => new AppError('not_found', 'There is no such task here.');

/** Reads one task, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getTask({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${taskFields(tx)})::text as json, t.version
    from app.tasks t where t.organization_id = (select app.acting_organization()) and t.id = ${id}`;
  if (!row) throw noSuchTask();
  return row;
}
