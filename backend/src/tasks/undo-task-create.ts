// Owns taking back that somebody created a task.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { deleteTask } from './delete-task.ts';
import { holdTask } from './task-row.ts';

/** Deletes the task softly, if nobody changed it, ticked it off or put it off since. */
export const undoTaskCreate = defineUndoCreate({
  type: 'task',
  permission: 'tasks.write',
  hold: holdTask,
  remove: deleteTask,
});
