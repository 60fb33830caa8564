// Owns ticking a task off, which brings its next occurrence once, and taking the tick back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { recordOf } from '../records/record-ref.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { nextTime } from './repeat-rule.ts';
import { dueColumns } from './schedule.ts';
import { getTask } from './task-queries.ts';
import { holdLiveTask, type TaskRow } from './task-row.ts';
import type { WallTime } from './wall-time.ts';

export interface Completed {
  task: StoredJson;
  next: StoredJson | null;
  undoToken: string | null;
}

/**
 * Ticks a task off; doing it again changes nothing. A task that repeats comes again at its next time in the future: what was
 * missed meanwhile does not pile up.
 * @throws AppError `not_found`.
 */
export async function completeTask(ctx: WriteCtx, id: string): Promise<Completed> {
  const { tx, organizationId, actor } = ctx;
  const row = await holdLiveTask(ctx, id);
  if (row.done) return withNext(ctx, id);
  await tx`
    update app.tasks set done_at = clock_timestamp(), done_by = ${actor.userId}
    where organization_id = ${organizationId} and id = ${id}`;
  const nextId = await bringNext(ctx, row);
  await recordEvent(ctx, 'task.completed', { subjectId: id, payload: { record: recordOf(row), nextId } });
  const completed = await withNext(ctx, id);
  return { ...completed, undoToken: await offerUndo(ctx, 'task.done', { id, version: completed.task.version }) };
}

/**
 * Takes the tick back. The next occurrence goes again, unless somebody has worked on it.
 * @throws AppError `not_found`.
 */
export async function reopenTask(ctx: WriteCtx, id: string): Promise<Completed> {
  const { tx, organizationId } = ctx;
  const row = await holdLiveTask(ctx, id);
  if (row.done) {
    await tx`
      update app.tasks set done_at = null, done_by = null where organization_id = ${organizationId} and id = ${id}`;
    const gone = await tx<{ id: string }[]>`
      update app.tasks n set deleted_at = now() from app.tasks t
      where t.organization_id = ${organizationId} and t.id = ${id} and n.organization_id = t.organization_id
        and n.repeats_id = t.id and n.deleted_at is null and n.done_at is null and n.snoozed_until is null
        and row(n.title, n.body, n.assignee_id, n.repeat_rule, n.repeat_from, n.remind_before)
          is not distinct from row(t.title, t.body, t.assignee_id, t.repeat_rule, t.repeat_from, t.remind_before)
      returning n.id`;
    for (const next of gone) await recordEvent(ctx, 'task.deleted', { subjectId: next.id, payload: {} });
    await recordEvent(ctx, 'task.reopened', { subjectId: id, payload: { record: recordOf(row) } });
  }
  return withNext(ctx, id);
}

/** The time after the due time, or after the present when that is later. */
function timeAfter({ deps }: WriteCtx, row: TaskRow): WallTime | null {
  if (row.repeat === null || row.repeatFrom === null || row.dueZone === null || row.dueAt === null) return null;
  const after = new Date(Math.max(row.dueAt.getTime(), deps.now().getTime()));
  return nextTime({ rule: row.repeat, from: row.repeatFrom, zone: row.dueZone }, after);
}

/** Inserts the next occurrence, or brings back the one that went when a tick was taken back. Returns its id. */
async function bringNext(ctx: WriteCtx, row: TaskRow): Promise<string | null> {
  const { tx, organizationId, actor } = ctx;
  const due = timeAfter(ctx, row);
  if (due === null) return null;
  const { local, zone, at } = dueColumns(due);
  const [next] = await tx<{ id: string; created: boolean }[]>`
    insert into app.tasks as t (organization_id, title, body, contact_id, company_id, deal_id, due_local, due_zone, due_at,
      repeat_rule, repeat_from, repeats_id, remind_before, assignee_id, created_by)
    values (${organizationId}, ${row.title}, ${row.body}, ${row.contactId}, ${row.companyId}, ${row.dealId},
      ${local}::text::timestamp, ${zone}, ${at}, ${row.repeat}, ${row.repeatFrom}::text::timestamp, ${row.id}, ${row.reminders}, ${row.assigneeId}, ${actor.userId})
    on conflict on constraint tasks_next do update
    set due_local = excluded.due_local, due_zone = excluded.due_zone, due_at = excluded.due_at, deleted_at = null
    where t.deleted_at is not null and t.done_at is null
    returning id, xmax = 0 as created`;
  if (!next) return null;
  const { assigneeId } = row;
  const payload = { record: recordOf(row), assigneeId, repeats: row.id };
  if (next.created) await recordEvent(ctx, 'task.created', { subjectId: next.id, payload });
  else await recordEvent(ctx, 'task.restored', { subjectId: next.id, payload: {} });
  return next.id;
}

async function withNext(ctx: WriteCtx, id: string): Promise<Completed> {
  const { tx, organizationId } = ctx;
  const [next] = await tx<{ id: string }[]>`
    select id from app.tasks where organization_id = ${organizationId} and repeats_id = ${id} and deleted_at is null`;
  return { task: await getTask(ctx, id), next: next ? await getTask(ctx, next.id) : null, undoToken: null };
}

export const completedJson = ({ task, next, undoToken }: Completed) =>
  `{"task":${task.json},"next":${next?.json ?? 'null'},"undoToken":${JSON.stringify(undoToken)}}`;
