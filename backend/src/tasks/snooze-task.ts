// Owns putting a task off; its due time stays what it is.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getTask } from './task-queries.ts';
import { holdLiveTask } from './task-row.ts';
import { instantOf, type WallTime } from './wall-time.ts';

/**
 * Lets an open task come up again at a later time.
 * @throws AppError `not_found`, or `invalid_input` for a time that is past, a task without a due time or a done one.
 */
export async function snoozeTask(ctx: WriteCtx, id: string, until: WallTime): Promise<StoredJson> {
  const { tx, organizationId, deps } = ctx;
  const row = await holdLiveTask(ctx, id);
  const refuse = (path: string, message: string): never => {
    throw new AppError('invalid_input', 'The task cannot be put off so.', { errors: [{ path, message }] });
  };
  const at = instantOf(until);
  if (row.done) refuse('id', 'The task is done.');
  if (row.dueAt === null) refuse('id', 'The task has no due time; give it one instead.');
  if (Date.parse(at) <= deps.now().getTime()) refuse('until', 'Choose a time in the future.');
  await tx`update app.tasks set snoozed_until = ${at} where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'task.snoozed', { subjectId: id, payload: { until: at } });
  const task = await getTask(ctx, id);
  const before = row.snoozedUntil?.toISOString() ?? null;
  return withUndo(task, await offerUndo(ctx, 'task.snooze', { id, version: task.version, before }));
}

/** Puts a task off until `at` again, or no longer. The caller holds it. */
export async function wakeTask(ctx: WriteCtx, id: string, at: string | null): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`update app.tasks set snoozed_until = ${at} where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'task.updated', { subjectId: id, payload: { changed: ['snoozedUntil'] } });
}
