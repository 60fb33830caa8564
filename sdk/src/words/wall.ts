// Owns times as the clock on a wall shows them, in a zone: what it shows now, and the times that one puts things off to.
import type { WallTime } from '../types.ts';
import type { Language } from './words.ts';

/** The zone of this machine. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the wall shows at an instant: `2026-12-24T09:30`. */
export function wallAt(instant: Date, zone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return shown.format(instant).replace(' ', 'T');
}

/** The calendar day of an instant: `2026-12-24`. */
export const dayOf = (instant: Date, zone: string): string => wallAt(instant, zone).slice(0, 10);

/** Another calendar day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const morning = 'T09:00';

/** The morning of the next day, in the zone. */
export const tomorrowMorning = (now: Date, zone: string): WallTime => ({
  local: addDays(dayOf(now, zone), 1) + morning,
  zone,
});

/** The morning of the next Monday. */
export function mondayMorning(now: Date, zone: string): WallTime {
  const today = dayOf(now, zone);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return { local: addDays(today, (8 - weekday) % 7 || 7) + morning, zone };
}

/** In three hours, at the full hour before. */
export const laterToday = (now: Date, zone: string): WallTime => ({
  local: `${wallAt(new Date(now.getTime() + 3 * 3_600_000), zone).slice(0, 13)}:00`,
  zone,
});

/** When something comes up: the time of a day that is near, else the date. */
export function nearTime(iso: string, language: Language, now: Date = new Date()): string {
  const at = new Date(iso);
  const zone = zoneHere();
  const days = Math.round(
    (Date.parse(`${dayOf(at, zone)}T00:00Z`) - Date.parse(`${dayOf(now, zone)}T00:00Z`)) / 86_400_000,
  );
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const far = at.getFullYear() === now.getFullYear() ? date : ({ ...date, year: 'numeric' } as const);
  const shape = days === 0 ? time : days > 0 && days < 7 ? ({ weekday: 'short', ...time } as const) : far;
  return new Intl.DateTimeFormat(language, shape).format(at);
}
