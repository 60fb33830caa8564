// Owns what the clock does with tasks: telling of those that are due, and making those that keep people in touch.
import type { Deps } from '../deps.ts';

interface Turn {
  deps: Pick<Deps, 'admin' | 'now'>;
  signal: AbortSignal;
}

const batch = 500;

/** Makes the tasks of cadences whose time is over. @returns how many. */
export const raiseCadences = ({ deps, signal }: Turn): Promise<number> =>
  untilDone(signal, () => deps.admin`select app.raise_cadences(${deps.now()}, ${batch}) as done`);

/** Records `task.due` for each task whose time has come, once. @returns how many. */
export const tellDueTasks = ({ deps, signal }: Turn): Promise<number> =>
  untilDone(signal, () => deps.admin`select app.tell_due_tasks(${deps.now()}, ${batch}) as done`);

async function untilDone(signal: AbortSignal, step: () => Promise<Record<string, unknown>[]>): Promise<number> {
  for (let all = 0; ; ) {
    const [row] = signal.aborted ? [] : await step();
    const done = Number(row?.['done'] ?? 0);
    all += done;
    if (done < batch) return all;
  }
}
