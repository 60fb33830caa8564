// Owns counting back whole months.

/** The same day and time so many months earlier, or the month's last day where it has no such day; null for no months. */
export function monthsBefore(now: Date, months: number | null): Date | null {
  if (months === null) return null;
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return then;
}
