// Owns how a moment is told: relative under a week, then absolute; the whole time is for hovering.
import type { Language } from './words.ts';

const steps: [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [7 * 86_400, 86_400, 'day'],
];

/**
 * Tells a moment as a person would: "2 hr. ago", "yesterday", later "3 Aug 2026".
 * @param iso RFC 3339 time. @param now the present, in milliseconds since 1970.
 */
export function relativeTime(iso: string, language: Language, now: number = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const age = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (age < 60) return relative.format(0, 'second');
  for (const [limit, size, unit] of steps) {
    if (age < limit) return relative.format(Math.trunc(seconds / size), unit);
  }
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(iso));
}

/** The whole date and time, for a tooltip and `datetime` titles. */
export function fullTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(iso));
}
