// Owns creating a task.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { columnsOf, requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { requireMember } from './assignee.ts';
import { checkSchedule, dueColumns } from './schedule.ts';
import type { NewTask } from './schema.ts';
import { getTask } from './task-queries.ts';

/**
 * Creates a task, on a record or on none.
 * @throws AppError `not_found`, `record_deleted`, or `invalid_input` for times that do not go together.
 */
export async function createTask(ctx: WriteCtx, input: NewTask): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const { due = null, repeat = null, record = null } = input;
  checkSchedule({ due, repeat, reminders: input.reminders });
  const assigneeId = input.assigneeId === undefined ? actor.userId : input.assigneeId;
  await requireMember(ctx, assigneeId);
  if (record) await requireRecord(ctx, record);
  const { contactId, companyId, dealId } = columnsOf(record);
  const { local, zone, at } = dueColumns(due);
  const [row] = await tx<{ id: string }[]>`
    insert into app.tasks (organization_id, title, body, contact_id, company_id, deal_id, due_local, due_zone, due_at,
      repeat_rule, repeat_from, remind_before, assignee_id, created_by)
    values (${organizationId}, ${input.title}, ${input.body || null}, ${contactId}, ${companyId}, ${dealId},
      ${local}::text::timestamp, ${zone}, ${at}, ${repeat}, ${repeat === null ? null : local}::text::timestamp, ${input.reminders}, ${assigneeId}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The task was not inserted');
  await recordEvent(ctx, 'task.created', { subjectId: row.id, payload: { record, assigneeId, repeats: null } });
  const made = await getTask(ctx, row.id);
  return withUndo(made, await offerUndo(ctx, 'task.create', { id: row.id, version: made.version }));
}
