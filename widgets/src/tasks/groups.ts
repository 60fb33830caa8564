// Owns sorting open tasks into overdue, today, later and those without a time.
import type { Task } from '@kith/sdk';
import { dayOf } from '@kith/sdk/words';

export const groupNames = ['overdue', 'today', 'later', 'someday'] as const;
export type GroupName = (typeof groupNames)[number];

/** Where a task belongs right now, by the day of this machine's zone. */
export function groupOf({ comesAt }: Pick<Task, 'comesAt'>, now: Date, zone: string): GroupName {
  if (comesAt === null) return 'someday';
  if (Date.parse(comesAt) < now.getTime()) return 'overdue';
  return dayOf(new Date(comesAt), zone) === dayOf(now, zone) ? 'today' : 'later';
}
