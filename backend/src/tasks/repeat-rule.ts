// Owns repetition: which RFC 5545 rules a task may have, and when it comes next. Rules count in wall-clock time, so nine in
// the morning stays nine in the morning; the zone is applied to the result alone.
import { z } from '@hono/zod-openapi';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.ts';
import { instantOf, type WallTime, wallAt } from './wall-time.ts';

const listOf = (pattern: string) => new RegExp(`^(?:${pattern})(?:,(?:${pattern})){0,99}$`);
const upTo = (days: string) => `[+-]?(?:${days})`;

/** The parts that say which days; a task has its own time of day, so none say hours. */
const parts: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: listOf('[+-]?(?:[1-9]|[1-4]\\d|5[0-3])?(?:MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: listOf(upTo('[1-9]|[12]\\d|3[01]')),
  BYYEARDAY: listOf(upTo('[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]')),
  BYWEEKNO: listOf(upTo('[1-9]|[1-4]\\d|5[0-3]')),
  BYMONTH: listOf('[1-9]|1[0-2]'),
  BYSETPOS: listOf(upTo('[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]')),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

/** What is wrong with a rule's text; null when nothing is. */
function faultIn(rule: string): string | null {
  const seen = new Set<string>();
  for (const part of rule.split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    const allowed = parts[name];
    if (name === 'FREQ' && !parts['FREQ']?.test(value)) return 'Repeat DAILY, WEEKLY, MONTHLY or YEARLY.';
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) return `Leave out ${name}: a task comes again at its own time of day.`;
    if (!allowed) return `${name || 'An empty part'} is not part of a rule.`;
    if (!allowed.test(value) || part.split('=').length !== 2) return `The value of ${name} is not right.`;
    if (seen.has(name)) return `${name} is given twice.`;
    seen.add(name);
  }
  if (!seen.has('FREQ')) return 'Say how often: FREQ=WEEKLY.';
  return seen.has('COUNT') && seen.has('UNTIL') ? 'Give COUNT or UNTIL, not both.' : null;
}

export const RepeatRule = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text.toUpperCase().replace(/^RRULE:/, ''))
  .superRefine((rule, check) => {
    const message = faultIn(rule);
    if (message !== null) check.addIssue({ code: 'custom', message });
  })
  .openapi({
    type: 'string',
    description: 'Recurrence rule of RFC 5545 without times of day: `FREQ=WEEKLY;BYDAY=MO`. Daily at the most.',
  });

export interface Series {
  /** A checked rule. */
  rule: string;
  /** Where the rule counts from: `2026-12-24T09:30`. */
  from: string;
  zone: string;
}

/** The library counts in UTC; here its UTC stands for the wall. */
const onWall = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('UTC');

/** UNTIL as the wall shows it: the end of a day, a time on the wall, or an instant seen from the zone. */
function untilOnWall(text: string, zone: string): string {
  const [, y, m, d, time = 'T235959', utc] = /^(\d{4})(\d\d)(\d\d)(T\d{6})?(Z)?$/.exec(text) ?? [];
  const local = `${y}-${m}-${d}${time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}`;
  if (utc === undefined) return `${y}${m}${d}${time}Z`;
  const seen = Temporal.Instant.from(`${local}Z`).toZonedDateTimeISO(zone).toPlainDateTime();
  return `${seen.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}Z`;
}

/**
 * The next time of a series that is later than `after`, as wall and as instant. Null when it has ended.
 * @throws when the rule comes to nothing.
 */
export function nextTime({ rule, from, zone }: Series, after: Date): WallTime | null {
  const rruleString = `RRULE:${rule.replace(/(?<=UNTIL=)[^;]+/, (until) => untilOnWall(until, zone))}`;
  const series = new RRuleTemporal({ rruleString, dtstart: onWall(from), temporal: Temporal, maxIterations: 5000 });
  let wall = onWall(wallAt(after, zone).local);
  // The minute that the wall shows may still lie before the instant, and a skipped hour may lead to the same one.
  for (let found = series.next(wall, true); found; found = series.next(wall)) {
    const time = { local: found.toPlainDateTime().toString({ smallestUnit: 'minute' }), zone };
    if (Date.parse(instantOf(time)) > after.getTime()) return time;
    wall = found;
  }
  return null;
}

/** The rule of a series that begins anew at its occurrence `local`: of a count, what is left. */
export function rest({ rule, from }: Series, local: string): string {
  const count = /(?<=COUNT=)\d+/.exec(rule)?.[0];
  if (count === undefined) return rule;
  const series = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: onWall(from), temporal: Temporal });
  let passed = 0;
  series.all((found) => {
    const earlier = found.toPlainDateTime().toString({ smallestUnit: 'minute' }) < local;
    if (earlier) passed += 1;
    return earlier;
  });
  return rule.replace(/(?<=COUNT=)\d+/, `${Math.max(1, Number(count) - passed)}`);
}

/** A rule that comes again only then is a mistake. Years. */
const farthestYears = 10;

/** Makes sure that a rule comes again after the first time. @throws AppError `invalid_input` for `repeat`. */
export function requireNext(series: Series): void {
  const first = new Date(instantOf({ local: series.from, zone: series.zone }));
  const next = nextOrNull(series, first);
  const refuse = (message: string): never => {
    throw new AppError('invalid_input', 'The repetition is not right.', { errors: [{ path: 'repeat', message }] });
  };
  if (next === null) refuse('This rule never comes again after the due time.');
  else if (Date.parse(instantOf(next)) - first.getTime() > farthestYears * 366 * 86_400_000) {
    refuse(`This rule comes again in more than ${farthestYears} years only.`);
  }
}

function nextOrNull(series: Series, after: Date): WallTime | null {
  try {
    return nextTime(series, after);
  } catch {
    // The library gives up on rules such as 30 February, and on times that no calendar has.
    return null;
  }
}
