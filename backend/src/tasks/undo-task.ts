// Owns taking back that somebody ticked a task off, put it off or deleted it.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { reopenTask } from './complete-task.ts';
import { restoreTask } from './delete-task.ts';
import { wakeTask } from './snooze-task.ts';
import { holdTask } from './task-row.ts';

const Held = z.object({ id: z.uuid(), version: z.number().int() });

/** @throws AppError `undo_conflict` when the task is not as the change left it. */
async function requireUnchanged(ctx: WriteCtx, { id, version }: z.infer<typeof Held>): Promise<void> {
  const row = await holdTask(ctx, id);
  if (row.version !== version) throw undoConflict('Somebody changed this task since.');
}

export const undoTaskDone = defineUndo({
  permission: 'tasks.write',
  payload: Held,
  undo: async (ctx, held) => {
    await requireUnchanged(ctx, held);
    await reopenTask(ctx, held.id);
    return [{ type: 'task', id: held.id }];
  },
});

export const undoTaskSnooze = defineUndo({
  permission: 'tasks.write',
  payload: Held.extend({ before: z.iso.datetime().nullable() }),
  undo: async (ctx, held) => {
    await requireUnchanged(ctx, held);
    await wakeTask(ctx, held.id, held.before);
    return [{ type: 'task', id: held.id }];
  },
});

export const undoTaskDelete = defineUndoDelete({
  type: 'task',
  permission: 'tasks.write',
  hold: holdTask,
  restore: restoreTask,
});
