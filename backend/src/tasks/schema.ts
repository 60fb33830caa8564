// Owns the wire shapes of tasks.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { NewRecordRef, RecordRef } from '../records/record-ref.ts';
import { UndoToken } from '../undo/schema.ts';
import { RepeatRule } from './repeat-rule.ts';
import { WallTime } from './wall-time.ts';

export const Task = z
  .object({
    id: Id,
    organizationId: Id,
    keepInTouch: z.boolean().openapi({ description: 'It came from the cadence of the contact.' }),
    title: z.string(),
    body: z.string().nullable(),
    record: z.union([RecordRef, z.null()]),
    due: z.union([WallTime, z.null()]),
    dueAt: Timestamp.nullable().openapi({ description: 'The instant of `due`.' }),
    snoozedUntil: Timestamp.nullable(),
    comesAt: Timestamp.nullable().openapi({ description: 'When it comes up: snoozed until, else due.' }),
    repeat: z.string().nullable().openapi({ description: 'RFC 5545 rule: `FREQ=WEEKLY;BYDAY=MO`.' }),
    reminders: z.array(z.number().int()).openapi({ description: 'Minutes before the due time.' }),
    assigneeId: Id.nullable(),
    doneAt: Timestamp.nullable(),
    doneBy: Id.nullable(),
    createdBy: Id.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Task');

const fields = {
  title: z.string().trim().min(1).max(300),
  body: z.string().max(20_000).nullable().openapi({ description: 'Plain text.' }),
  record: z.union([NewRecordRef, z.null()]),
  due: z.union([WallTime, z.null()]),
  repeat: z.union([RepeatRule, z.null()]).openapi({ description: 'Needs `due`, which is the first time.' }),
  reminders: z
    .array(z.number().int().min(1).max(40_320))
    .max(5)
    .refine((list) => new Set(list).size === list.length, { message: 'Name each time once.' })
    .openapi({ description: 'Minutes before the due time, at most four weeks. The due time itself is always told.' }),
  assigneeId: Id.nullable().openapi({ description: 'A member of the organization.' }),
};

export const NewTask = z
  .object({
    title: fields.title,
    body: fields.body.optional(),
    record: fields.record.optional(),
    due: fields.due.optional(),
    repeat: fields.repeat.optional(),
    reminders: fields.reminders.default([]),
    assigneeId: fields.assigneeId.optional().openapi({ description: 'Left out: whoever creates it. Null: nobody.' }),
  })
  .openapi('NewTask');

export const TaskPatch = z.object(fields).partial().openapi('TaskPatch');

export const TaskSnooze = z
  .object({ until: WallTime })
  .openapi('TaskSnooze', { description: 'When it comes up again; in the future.' });

export const ChangedTask = Task.extend({ undoToken: UndoToken }).openapi('ChangedTask');

export const TaskDone = z
  .object({
    task: Task,
    next: z.union([Task, z.null()]).openapi({ description: 'Its next occurrence, where it repeats.' }),
    undoToken: UndoToken,
  })
  .openapi('TaskDone');

export type Task = z.infer<typeof Task>;
export type NewTask = z.infer<typeof NewTask>;
export type TaskPatch = z.infer<typeof TaskPatch>;
export type TaskDone = z.infer<typeof TaskDone>;
