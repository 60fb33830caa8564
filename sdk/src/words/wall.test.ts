import { describe, expect, test } from 'vitest';
import { addDays, dayOf, laterToday, mondayMorning, tomorrowMorning, wallAt } from './wall.ts';

const zone = 'Europe/Berlin';

describe('a time on the wall', () => {
  test('is told in its zone', () => {
    expect(wallAt(new Date('2026-07-01T22:30:00Z'), zone)).toBe('2026-07-02T00:30');
    expect(dayOf(new Date('2026-07-01T22:30:00Z'), 'America/New_York')).toBe('2026-07-01');
  });

  test('is put off to the next morning of its zone, also over a change of summer time', () => {
    expect(tomorrowMorning(new Date('2026-03-28T23:30:00Z'), zone)).toEqual({ local: '2026-03-30T09:00', zone });
    expect(tomorrowMorning(new Date('2026-03-28T22:30:00Z'), zone)).toEqual({ local: '2026-03-29T09:00', zone });
  });

  test('is put off to Monday, never to today', () => {
    expect(mondayMorning(new Date('2026-11-21T12:00:00Z'), zone).local).toBe('2026-11-23T09:00');
    expect(mondayMorning(new Date('2026-11-22T12:00:00Z'), zone).local).toBe('2026-11-23T09:00');
    expect(mondayMorning(new Date('2026-11-23T12:00:00Z'), zone).local).toBe('2026-11-30T09:00');
  });

  test('is put off by hours to a full one', () => {
    expect(laterToday(new Date('2026-11-21T12:40:00Z'), zone).local).toBe('2026-11-21T16:00');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
