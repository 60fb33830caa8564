// Owns what relative dates mean on the calendar: the days from one to before another, seen from today.
import { Temporal } from 'temporal-polyfill';
import type { Operator } from './filter.ts';
import type { Period } from './operators.ts';

/** Days as `2026-12-24`: from the first, to before the second; null is open. */
export interface DayRange {
  from: string | null;
  to: string | null;
}

/** The calendar day that it is in a zone. */
export const dayIn = (now: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The days that an operator of dates means. @param today as `2026-12-24`. Weeks begin on Monday. */
export function daysOf(op: Operator, value: unknown, today: string): DayRange {
  const day = Temporal.PlainDate.from(today);
  if (op === 'past_days') return range(day.subtract({ days: Number(value) }), day.add({ days: 1 }));
  if (op === 'next_days') return range(day, day.add({ days: Number(value) + 1 }));
  if (op === 'older_than_days') return { from: null, to: day.subtract({ days: Number(value) }).toString() };
  if (op === 'in') return periodOf(String(value), day);
  const [first, last] = (Array.isArray(value) ? value : [value, value]).map((text) =>
    Temporal.PlainDate.from(String(text)),
  );
  if (!first || !last) throw new Error('A day is missing');
  if (op === 'before') return { from: null, to: first.toString() };
  if (op === 'after') return { from: first.add({ days: 1 }).toString(), to: null };
  return range(first, last.add({ days: 1 }));
}

const range = (from: Temporal.PlainDate, to: Temporal.PlainDate): DayRange => ({
  from: from.toString(),
  to: to.toString(),
});

type Unit = { start: (day: Temporal.PlainDate) => Temporal.PlainDate; length: Temporal.DurationLike };
const units: Record<string, Unit> = {
  day: { start: (day) => day, length: { days: 1 } },
  week: { start: (day) => day.subtract({ days: day.dayOfWeek - 1 }), length: { weeks: 1 } },
  month: { start: (day) => day.with({ day: 1 }), length: { months: 1 } },
  quarter: { start: (day) => day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }), length: { months: 3 } },
  year: { start: (day) => day.with({ day: 1, month: 1 }), length: { years: 1 } },
};

const single: Partial<Record<Period, string>> = { yesterday: 'last_day', today: 'this_day', tomorrow: 'next_day' };

function periodOf(period: string, today: Temporal.PlainDate): DayRange {
  const [which, name = ''] = (Object.entries(single).find(([key]) => key === period)?.[1] ?? period).split('_');
  const unit = units[name];
  if (!unit) throw new Error(`There is no period ${period}`);
  const start = unit.start(today);
  const from = which === 'last' ? start.subtract(unit.length) : which === 'next' ? start.add(unit.length) : start;
  return range(from, from.add(unit.length));
}
