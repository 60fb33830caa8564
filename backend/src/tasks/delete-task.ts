// Owns deleting a task softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getTask } from './task-queries.ts';
import { holdTask } from './task-row.ts';

/** Deletes a task; deleting it again changes nothing. One that repeats does not come again. @throws AppError `not_found`. */
export async function deleteTask(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdTask(ctx, id);
  if (row.deleted) return withUndo(await getTask(ctx, id), null);
  await tx`update app.tasks set deleted_at = now() where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'task.deleted', { subjectId: id, payload: {} });
  const task = await getTask(ctx, id);
  return withUndo(task, await offerUndo(ctx, 'task.delete', { id, version: task.version }));
}

/** Brings a deleted task back. @throws AppError `not_found`. */
export async function restoreTask(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdTask(ctx, id);
  if (row.deleted) {
    await tx`update app.tasks set deleted_at = null where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'task.restored', { subjectId: id, payload: {} });
  }
  return getTask(ctx, id);
}
