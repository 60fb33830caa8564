// Owns changing fields of a task, against the version that the caller read.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { columnsOf, type NewRecordRef, recordOf, requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { requireMember } from './assignee.ts';
import { rest } from './repeat-rule.ts';
import { checkSchedule, dueColumns, type Schedule } from './schedule.ts';
import type { TaskPatch } from './schema.ts';
import { getTask } from './task-queries.ts';
import { holdLiveTask, type TaskRow } from './task-row.ts';
import type { TaskFieldsBefore } from './undo-task-change.ts';
import type { WallTime } from './wall-time.ts';

export interface TaskChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: TaskPatch;
}

interface Fields extends Schedule {
  title: string;
  body: string | null;
  record: NewRecordRef | null;
  assigneeId: string | null;
}

const names = ['title', 'body', 'record', 'due', 'repeat', 'reminders', 'assigneeId'] as const;

/**
 * Changes a live task; an unchanged patch changes nothing, the version included. Another due time ends its snoozing, and a
 * repetition counts from it anew.
 * @throws AppError `not_found` (deleted ones too), `record_deleted`, `version_conflict` or `invalid_input`.
 */
export async function updateTask(ctx: WriteCtx, { id, version, patch }: TaskChange): Promise<StoredJson> {
  const row = await holdLiveTask(ctx, id);
  if (row.version !== version) throw versionConflict();
  const before = fieldsOf(row);
  const wanted = wantedFields(before, patch);
  const changed = names.filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(before[name]));
  if (changed.length === 0) return withUndo(await getTask(ctx, id), null);
  if (changed.some((name) => name === 'due' || name === 'repeat' || name === 'reminders')) {
    checkSchedule(wanted, changed.includes('repeat'));
  }
  if (!changed.includes('repeat')) wanted.repeat = restOf(row);
  if (changed.includes('assigneeId')) await requireMember(ctx, wanted.assigneeId);
  if (changed.includes('record') && wanted.record) await requireRecord(ctx, wanted.record);
  await write(ctx, id, wanted, changed.includes('due') || changed.includes('repeat'));
  await recordEvent(ctx, 'task.updated', { subjectId: id, payload: { changed } });
  const task = await getTask(ctx, id);
  const undo = { id, version: task.version, changed, before: storedFields(row) };
  return withUndo(task, await offerUndo(ctx, 'task.change', undo));
}

/** What undo writes back: columns as they were, so that a repetition keeps its count and a snoozing its end. */
const storedFields = (row: TaskRow): TaskFieldsBefore => ({
  title: row.title,
  body: row.body,
  contactId: row.contactId,
  companyId: row.companyId,
  dealId: row.dealId,
  dueLocal: row.dueLocal,
  dueZone: row.dueZone,
  dueAt: row.dueAt?.toISOString() ?? null,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  repeat: row.repeat,
  repeatFrom: row.repeatFrom,
  reminders: row.reminders,
  assigneeId: row.assigneeId,
});

/** A repetition that goes on from here: a count goes on, too. */
const restOf = ({ repeat, repeatFrom, dueLocal, dueZone }: TaskRow): string | null =>
  repeat === null || repeatFrom === null || dueLocal === null || dueZone === null
    ? repeat
    : rest({ rule: repeat, from: repeatFrom, zone: dueZone }, dueLocal);

const dueOf = ({ dueLocal, dueZone }: TaskRow): WallTime | null =>
  dueLocal === null || dueZone === null ? null : { local: dueLocal, zone: dueZone };

const fieldsOf = (row: TaskRow): Fields => ({
  title: row.title,
  body: row.body,
  record: recordOf(row),
  due: dueOf(row),
  repeat: row.repeat,
  reminders: row.reminders,
  assigneeId: row.assigneeId,
});

function wantedFields(kept: Fields, patch: TaskPatch): Fields {
  const or = <T>(given: T | undefined, now: T): T => (given === undefined ? now : given);
  return {
    title: or(patch.title, kept.title),
    body: or(patch.body, kept.body) || null,
    record: or(patch.record, kept.record),
    due: or(patch.due, kept.due),
    repeat: or(patch.repeat, kept.repeat),
    reminders: or(patch.reminders, kept.reminders),
    assigneeId: or(patch.assigneeId, kept.assigneeId),
  };
}

async function write({ tx, organizationId }: WriteCtx, id: string, wanted: Fields, timed: boolean): Promise<void> {
  const { contactId, companyId, dealId } = columnsOf(wanted.record);
  const { local, zone, at } = dueColumns(wanted.due);
  const times = tx`,
    due_local = ${local}::text::timestamp, due_zone = ${zone}, due_at = ${at}, snoozed_until = null,
    repeat_rule = ${wanted.repeat}, repeat_from = ${wanted.repeat === null ? null : local}::text::timestamp`;
  await tx`
    update app.tasks
    set title = ${wanted.title}, body = ${wanted.body}, contact_id = ${contactId}, company_id = ${companyId},
      deal_id = ${dealId}, assignee_id = ${wanted.assigneeId}, remind_before = ${wanted.reminders} ${timed ? times : tx``}
    where organization_id = ${organizationId} and id = ${id}`;
}
