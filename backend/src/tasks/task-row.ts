// Owns the state of a task that a change is decided on, held until the transaction ends.
import type { WriteCtx } from '../http/context.ts';
import type { RecordColumns } from '../records/record-ref.ts';
import { noSuchTask } from './task-queries.ts';

export interface TaskRow extends RecordColumns {
  id: string;
  version: number;
  deleted: boolean;
  done: boolean;
  title: string;
  body: string | null;
  /** `2026-12-24T09:30`. */
  dueLocal: string | null;
  dueZone: string | null;
  dueAt: Date | null;
  snoozedUntil: Date | null;
  repeat: string | null;
  repeatFrom: string | null;
  reminders: number[];
  assigneeId: string | null;
}

/** Holds the row against other changes. @throws AppError `not_found`. */
export async function holdTask({ tx, organizationId }: WriteCtx, id: string): Promise<TaskRow> {
  const [row] = await tx<TaskRow[]>`
    select id, version, deleted_at is not null as deleted, done_at is not null as done, title, body,
      contact_id as "contactId", company_id as "companyId", deal_id as "dealId",
      to_char(due_local, 'YYYY-MM-DD"T"HH24:MI') as "dueLocal", due_zone as "dueZone", due_at as "dueAt", snoozed_until as "snoozedUntil",
      repeat_rule as repeat, to_char(repeat_from, 'YYYY-MM-DD"T"HH24:MI') as "repeatFrom",
      remind_before as reminders, assignee_id as "assigneeId"
    from app.tasks where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchTask();
  return row;
}

/** Holds a task that is not deleted. @throws AppError `not_found`. */
export async function holdLiveTask(ctx: WriteCtx, id: string): Promise<TaskRow> {
  const row = await holdTask(ctx, id);
  if (row.deleted) throw noSuchTask();
  return row;
}
