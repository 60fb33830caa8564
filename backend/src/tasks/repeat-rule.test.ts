import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTime, RepeatRule, requireNext } from './repeat-rule.ts';
import { instantOf, WallTime, wallAt } from './wall-time.ts';

const berlin = 'Europe/Berlin';
const after = (local: string, zone = berlin) => new Date(instantOf({ local, zone }));

describe('a time on the wall', () => {
  it('is an instant of its zone, in summer and in winter', () => {
    expect(instantOf({ local: '2026-01-15T09:00', zone: berlin })).toBe('2026-01-15T08:00:00Z');
    expect(instantOf({ local: '2026-07-15T09:00', zone: berlin })).toBe('2026-07-15T07:00:00Z');
    expect(instantOf({ local: '2026-07-15T09:00', zone: 'Asia/Kathmandu' })).toBe('2026-07-15T03:15:00Z');
  });

  it('comes an hour later where a spring night skips it, and first where autumn has it twice', () => {
    expect(instantOf({ local: '2026-03-29T02:30', zone: berlin })).toBe('2026-03-29T01:30:00Z');
    expect(instantOf({ local: '2026-10-25T02:30', zone: berlin })).toBe('2026-10-25T00:30:00Z');
    expect(instantOf({ local: '2026-10-04T02:15', zone: 'Australia/Lord_Howe' })).toBe('2026-10-03T15:45:00Z');
  });

  it.each([
    ['a zone that is none', { local: '2026-01-01T09:00', zone: 'Mars/Olympus' }],
    ['an offset for a zone', { local: '2026-01-01T09:00', zone: '+02:00' }],
    ['no zone', { local: '2026-01-01T09:00', zone: '' }],
    ['30 February', { local: '2026-02-30T09:00', zone: berlin }],
    ['25 o’clock', { local: '2026-02-03T25:00', zone: berlin }],
    ['an offset', { local: '2026-02-03T09:00+01:00', zone: berlin }],
    ['a far year', { local: '9999-02-03T09:00', zone: berlin }],
  ])('is not %s', (_, time) => {
    expect(WallTime.safeParse(time).success).toBe(false);
  });
});

describe('a repetition', () => {
  const series = (rule: string, from = '2026-03-27T09:30') => ({ rule: RepeatRule.parse(rule), from, zone: berlin });

  it('keeps its hour over a change of summer time', () => {
    const daily = series('FREQ=DAILY');
    expect(nextTime(daily, after('2026-03-28T09:30'))).toEqual({ local: '2026-03-29T09:30', zone: berlin });
    expect(after('2026-03-29T09:30').getTime() - after('2026-03-28T09:30').getTime()).toBe(23 * 3_600_000);
  });

  it('leaves no day out because its hour is skipped, and comes once where its hour is there twice', () => {
    const spring = series('FREQ=DAILY', '2026-03-28T02:30');
    expect(nextTime(spring, after('2026-03-28T02:30'))?.local).toBe('2026-03-29T02:30');
    expect(nextTime(spring, after('2026-03-29T02:30'))?.local).toBe('2026-03-30T02:30');
    const autumn = series('FREQ=DAILY', '2026-10-24T02:30');
    expect(nextTime(autumn, after('2026-10-24T02:30'))?.local).toBe('2026-10-25T02:30');
    expect(nextTime(autumn, after('2026-10-25T02:30'))?.local).toBe('2026-10-26T02:30');
    const between = new Date('2026-10-25T01:00:00Z');
    expect(nextTime(autumn, between)?.local).toBe('2026-10-26T02:30');
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-03-27T09:30', '2026-03-30T09:30'],
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31', '2026-03-31T09:30', '2026-05-31T09:30'],
    ['freq=monthly;byday=-1fr', '2026-03-27T09:30', '2026-04-24T09:30'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29T09:30', '2028-02-29T09:30'],
    ['FREQ=DAILY;INTERVAL=3', '2026-03-27T09:30', '2026-03-30T09:30'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-03-31T09:30', '2026-04-30T09:30'],
  ])('follows %s', (rule, from, next) => {
    expect(nextTime(series(rule, from), after(from))?.local).toBe(next);
  });

  it('ends after its count, its day or its instant', () => {
    const from = '2026-03-27T09:30';
    const thrice = series('FREQ=DAILY;COUNT=3', from);
    expect(nextTime(thrice, after('2026-03-28T09:30'))?.local).toBe('2026-03-29T09:30');
    expect(nextTime(thrice, after('2026-03-29T09:30'))).toBeNull();
    const day = series('FREQ=DAILY;UNTIL=20260328', from);
    expect(nextTime(day, after(from))?.local).toBe('2026-03-28T09:30');
    expect(nextTime(day, after('2026-03-28T09:30'))).toBeNull();
    // 07:30 in UTC is 09:30 in Berlin only after the clocks changed.
    const instant = series('FREQ=DAILY;UNTIL=20260330T073000Z', from);
    expect(nextTime(instant, after('2026-03-29T09:30'))?.local).toBe('2026-03-30T09:30');
    expect(nextTime(series('FREQ=DAILY;UNTIL=20260330T072900Z', from), after('2026-03-29T09:30'))).toBeNull();
  });

  it.each([
    ['FREQ=SECONDLY', 'Repeat DAILY, WEEKLY, MONTHLY or YEARLY.'],
    ['FREQ=MINUTELY', 'Repeat DAILY, WEEKLY, MONTHLY or YEARLY.'],
    ['FREQ=DAILY;BYHOUR=9,10', 'Leave out BYHOUR: a task comes again at its own time of day.'],
    ['FREQ=DAILY;BYMONTH=13', 'The value of BYMONTH is not right.'],
    ['FREQ=DAILY;INTERVAL=0', 'The value of INTERVAL is not right.'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ is given twice.'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'Give COUNT or UNTIL, not both.'],
    ['INTERVAL=2', 'Say how often: FREQ=WEEKLY.'],
    ['FREQ=DAILY;EXDATE=20260101', 'EXDATE is not part of a rule.'],
    ['FREQ=DAILY\nDTSTART:20260101', 'Repeat DAILY, WEEKLY, MONTHLY or YEARLY.'],
    ['FREQ=WEEKLY;BYDAY=MO,,TU', 'The value of BYDAY is not right.'],
    ['every day', 'EVERY DAY is not part of a rule.'],
  ])('is not %j', (rule, message) => {
    expect(RepeatRule.safeParse(rule).error?.issues[0]?.message).toBe(message);
  });

  it.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'This rule never comes again after the due time.'],
    ['FREQ=DAILY;COUNT=1', 'This rule never comes again after the due time.'],
    ['FREQ=DAILY;UNTIL=20200101', 'This rule never comes again after the due time.'],
    ['FREQ=DAILY;UNTIL=20269999', 'This rule never comes again after the due time.'],
    ['FREQ=YEARLY;INTERVAL=5000', 'This rule comes again in more than 10 years only.'],
  ])('is refused when it does not come: %s', (rule, message) => {
    expect(() => requireNext(series(rule))).toThrow(
      expect.objectContaining({ code: 'invalid_input', details: { errors: [{ path: 'repeat', message }] } }),
    );
  });

  it('always comes later, and always at the same time of day', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
    const days = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1 });
    const rules = fc.oneof(
      fc.integer({ min: 1, max: 40 }).map((n) => `FREQ=DAILY;INTERVAL=${n}`),
      days.map((list) => `FREQ=WEEKLY;BYDAY=${list.join(',')}`),
      fc.integer({ min: 1, max: 28 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
      fc.constant('FREQ=YEARLY'),
    );
    const minutes = fc.integer({ min: 0, max: 5 * 366 * 1440 });
    fc.assert(
      fc.property(rules, fc.constantFrom(...zones), minutes, minutes, (text, zone, start, later) => {
        const begin = new Date(Date.UTC(2025, 0, 1) + start * 60_000);
        const { local: from } = wallAt(begin, zone);
        const present = new Date(begin.getTime() + later * 60_000 + 17_000);
        const next = nextTime({ rule: RepeatRule.parse(text), from, zone }, present);
        expect(next).not.toBeNull();
        if (!next) return;
        expect(Date.parse(instantOf(next))).toBeGreaterThan(present.getTime());
        expect(next.local.slice(11)).toBe(from.slice(11));
      }),
      { numRuns: 150 },
    );
  });
});
