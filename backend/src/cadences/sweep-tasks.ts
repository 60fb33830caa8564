// Owns what the clock does with tasks: telling of those that are due, and making those that keep people in touch.
import { inBatches, type SweepCtx } from '../jobs/sweeps/sweep.ts';

/** Makes the tasks of cadences whose time is over. @returns how many. */
export const raiseCadences = ({ deps, signal }: SweepCtx): Promise<number> =>
  inBatches(signal, async (limit) => {
    const [row] = await deps.admin<{ done: number }[]>`select app.raise_cadences(${deps.now()}, ${limit}) as done`;
    return row?.done ?? 0;
  });

/** Records `task.due` for each task whose time has come, once. @returns how many. */
export const tellDueTasks = ({ deps, signal }: SweepCtx): Promise<number> =>
  inBatches(signal, async (limit) => {
    const [row] = await deps.admin<{ done: number }[]>`select app.tell_due_tasks(${deps.now()}, ${limit}) as done`;
    return row?.done ?? 0;
  });
