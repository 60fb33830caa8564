// Owns taking back that somebody changed fields of a task.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import { recordOf, requireRecord } from '../records/record-ref.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdTask } from './task-row.ts';

const FieldsBefore = z.object({
  title: z.string(),
  body: z.string().nullable(),
  contactId: z.uuid().nullable(),
  companyId: z.uuid().nullable(),
  dealId: z.uuid().nullable(),
  dueLocal: z.string().nullable(),
  dueZone: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  repeat: z.string().nullable(),
  repeatFrom: z.string().nullable(),
  reminders: z.array(z.number().int()),
  assigneeId: z.uuid().nullable(),
});
export type TaskFieldsBefore = z.infer<typeof FieldsBefore>;

/** Writes the fields back, if nobody changed the task since. */
export const undoTaskChange = defineUndo({
  permission: 'tasks.write',
  payload: z.object({
    id: z.uuid(),
    version: z.number().int(),
    changed: z.array(z.enum(['title', 'body', 'record', 'due', 'repeat', 'reminders', 'assigneeId'])),
    before: FieldsBefore,
  }),
  undo: async (ctx, { id, version, changed, before }) => {
    const { tx, organizationId } = ctx;
    const row = await holdTask(ctx, id);
    if (row.version !== version || row.deleted) throw undoConflict('Somebody changed this task since.');
    const record = recordOf(before);
    if (record && changed.includes('record')) await requireRecord(ctx, record);
    await tx`
      update app.tasks
      set title = ${before.title}, body = ${before.body}, contact_id = ${before.contactId}, company_id = ${before.companyId},
        deal_id = ${before.dealId}, due_local = ${before.dueLocal}::text::timestamp, due_zone = ${before.dueZone},
        due_at = ${before.dueAt}::text::timestamptz, snoozed_until = ${before.snoozedUntil}::text::timestamptz,
        repeat_rule = ${before.repeat}, repeat_from = ${before.repeatFrom}::text::timestamp,
        remind_before = ${before.reminders}, assignee_id = ${before.assigneeId}
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'task.updated', { subjectId: id, payload: { changed } });
    return [{ type: 'task', id }];
  },
});
