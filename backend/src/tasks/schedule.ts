// Owns whether due time, repetition and reminders of a task go together, and how they are stored.
import { AppError } from '../errors.ts';
import { requireNext } from './repeat-rule.ts';
import { instantOf, type WallTime } from './wall-time.ts';

export interface Schedule {
  due: WallTime | null;
  repeat: string | null;
  reminders: number[];
}

/**
 * Makes sure that the parts go together.
 * @param isNew whether the rule is new: one that is kept may have come to its end.
 * @throws AppError `invalid_input`.
 */
export function checkSchedule({ due, repeat, reminders }: Schedule, isNew = true): void {
  const refuse = (path: string, message: string): never => {
    throw new AppError('invalid_input', 'The times do not go together.', { errors: [{ path, message }] });
  };
  if (due === null) {
    if (repeat !== null) refuse('repeat', 'A task that repeats needs a due time.');
    if (reminders.length > 0) refuse('reminders', 'Reminders count from a due time; give one.');
    return;
  }
  if (repeat !== null && isNew) requireNext({ rule: repeat, from: due.local, zone: due.zone });
}

/** A due time as its three columns. `local` is sent as text: the driver would read it in this machine's zone. */
export const dueColumns = (due: WallTime | null) => ({
  local: due?.local ?? null,
  zone: due?.zone ?? null,
  at: due === null ? null : instantOf(due),
});
