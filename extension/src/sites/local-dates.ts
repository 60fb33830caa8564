// Owns reading dates that a page wrote for people, in the page's language, with month and weekday names from Intl.

/** A calendar day in the reader's own zone; month 1 to 12. */
export interface LocalDay {
  year: number;
  month: number;
  day: number;
}

export interface DateContext {
  /** BCP 47 tags to try, the page's own first. */
  languages: readonly string[];
  /** The present. */
  now: Date;
}

/** Tried last: pages do not always name the language that their settings chose. */
const common =
  'en ru uk de fr es it pt pl tr nl ar fa ja ko zh he id vi cs sk ro hu sv nb da fi hr sr ca be kk uz bg el th'.split(
    ' ',
  );

/** Languages to try for a page: its own, the browser's, then common ones. */
export function pageLanguages(document: Document): string[] {
  const browsers = document.defaultView?.navigator.languages ?? [];
  const named = [document.documentElement?.lang ?? '', ...browsers, ...common];
  return [...new Set(named.map(canonical).filter((tag) => tag !== ''))];
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-').replace(/-raw$/, ''))[0] ?? '';
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** Reads a whole date with time, such as "20 Aug 2025, 13:19"; null when it is not understood. */
export function parseLocalDateTime(text: string, context: DateContext): Date | null {
  const clock = parseClock(text, context.languages);
  const day = parseLocalDay(text.replace(clockPattern, ' '), context);
  return clock === null || day === null ? null : atClock(day, clock);
}

export interface Clock {
  hour: number;
  minute: number;
}

/** The moment of a local day and clock time. */
export const atClock = (day: LocalDay, clock: Clock) =>
  new Date(day.year, day.month - 1, day.day, clock.hour, clock.minute);

const clockPattern = /(\d{1,2})[:.](\d{2})(?![.\d])(?::\d{2})?/;

/** Reads "14:15", "2:15 PM", "오후 1:19"; null when there is no time of day in the text. */
export function parseClock(text: string, languages: readonly string[]): Clock | null {
  const plain = text.normalize('NFKC').toLowerCase();
  const match = clockPattern.exec(plain);
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (hour > 23 || minute > 59) return null;
  // Only what stands beside the time: a month or a weekday may spell a half of the day in some language.
  const end = match.index + match[0].length;
  const beside = `${plain.slice(Math.max(0, match.index - 8), match.index)} | ${plain.slice(end, end + 8)}`;
  const half = hour === 0 || hour > 12 ? null : halfOfDay(beside, languages);
  if (half === null) return { hour, minute };
  return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
}

function halfOfDay(text: string, languages: readonly string[]): 'am' | 'pm' | null {
  if (/\bp\.? ?m\b/.test(text)) return 'pm';
  if (/\ba\.? ?m\b/.test(text)) return 'am';
  for (const language of languages) {
    const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true });
    const name = (hour: number) =>
      format
        .formatToParts(new Date(2026, 0, 1, hour))
        .find((part) => part.type === 'dayPeriod')
        ?.value.normalize('NFKC')
        .toLowerCase();
    const [am, pm] = [name(9), name(15)];
    if (am === undefined || pm === undefined || am === pm) continue;
    if (isWordIn(text, pm)) return 'pm';
    if (isWordIn(text, am)) return 'am';
  }
  return null;
}

/** True where a word stands alone; in writings without spaces, anywhere. */
function isWordIn(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}/u.test(word)) return true;
  return !/\p{L}/u.test(text[at - 1] ?? ' ') && !/\p{L}/u.test(text[at + word.length] ?? ' ');
}

/**
 * Reads a day: "20 Aug 2025", "August 20", "20.08.2025", "yesterday", "Monday". A missing year means the latest such
 * day that is not in the future.
 */
export function parseLocalDay(text: string, context: DateContext): LocalDay | null {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  if (plain === '') return null;
  const known = `${plain}|${context.now.toDateString()}|${context.languages}`;
  const day = dayCache.get(known) ?? readDay(plain, context);
  dayCache.set(known, day);
  return day;
}

/** A page names few days and shows each of them many times. */
const dayCache = new Map<string, LocalDay | null>();

const readDay = (text: string, context: DateContext) =>
  relativeDay(text, context) ?? numericDay(text, context) ?? namedDay(text, context) ?? weekday(text, context);

function relativeDay(text: string, { languages, now }: DateContext): LocalDay | null {
  for (const language of languages) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    for (const days of [0, -1]) if (text === words.format(days, 'day').toLowerCase()) return daysFrom(now, days);
  }
  return null;
}

function weekday(text: string, { languages, now }: DateContext): LocalDay | null {
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday: style });
      for (let days = 0; days > -7; days--) {
        const day = daysFrom(now, days);
        if (format.format(new Date(day.year, day.month - 1, day.day)).toLowerCase() === text) return day;
      }
    }
  }
  return null;
}

function numericDay(text: string, { languages, now }: DateContext): LocalDay | null {
  const han = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/.exec(text);
  if (han?.[1] !== undefined) return valid(Number(han[1]), Number(han[2]), Number(han[3]));
  if (han !== null) return latestPast(Number(han[2]), Number(han[3]), now);
  const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text);
  if (iso !== null) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = /\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b/.exec(text);
  if (match === null) return null;
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const year = c < 100 ? 2000 + c : c;
  const order = new Intl.DateTimeFormat(languages[0]).formatToParts(new Date()).map((part) => part.type);
  const monthFirst = order.indexOf('month') < order.indexOf('day');
  return monthFirst ? (valid(year, a, b) ?? valid(year, b, a)) : (valid(year, b, a) ?? valid(year, a, b));
}

function namedDay(text: string, { languages, now }: DateContext): LocalDay | null {
  const year = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(text)?.[1];
  // A year of another calendar.
  if (year === undefined && /\d{4}/.test(text)) return null;
  for (const language of languages) {
    const found = monthIn(text, language);
    if (found === null) continue;
    const { at, name, month } = found;
    // The number beside the month: a weekday may have a number too, as in Vietnamese.
    const day =
      /(?<!\d)(\d{1,2})[^\d,]{0,6}$/.exec(text.slice(0, at))?.[1] ??
      /^\D{0,4}(\d{1,2})(?!\d)/.exec(text.slice(at + name.length))?.[1];
    if (day === undefined) continue;
    return year === undefined ? latestPast(month, Number(day), now) : valid(Number(year), month, Number(day));
  }
  return null;
}

interface FoundMonth {
  at: number;
  name: string;
  month: number;
}

/** The longest month name of a language that stands alone in the text: not "8月" in "18月", not "mar" in "marraskuuta". */
function monthIn(text: string, language: string): FoundMonth | null {
  let best: FoundMonth | null = null;
  for (const [name, month] of monthNames(language)) {
    const at = text.indexOf(name);
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    const isInside = /\d/.test(name) ? /\d/.test(before) : /\p{L}/u.test(before) || /\p{L}/u.test(after);
    if (at >= 0 && !isInside && name.length > (best?.name.length ?? 0)) best = { at, name, month };
  }
  return best;
}

const nameCache = new Map<string, Map<string, number>>();

/** Month names of a language as written alone and inside a date (they differ in Russian, Polish and others). */
function monthNames(language: string): Map<string, number> {
  const cached = nameCache.get(language);
  if (cached !== undefined) return cached;
  const names = new Map<string, number>();
  for (const style of ['long', 'short'] as const)
    for (const options of [{ month: style }, { month: style, day: 'numeric' } as const])
      for (let month = 1; month <= 12; month++) {
        const parts = new Intl.DateTimeFormat(language, options).formatToParts(new Date(2026, month - 1, 1));
        const name = parts
          .find((part) => part.type === 'month')
          ?.value.normalize('NFKC')
          .toLowerCase()
          .replace(/\.$/, '');
        if (name !== undefined && /\p{L}/u.test(name)) names.set(name, month);
      }
  nameCache.set(language, names);
  return names;
}

function latestPast(month: number, day: number, now: Date): LocalDay | null {
  const thisYear = valid(now.getFullYear(), month, day);
  if (thisYear !== null && atClock(thisYear, { hour: 0, minute: 0 }) <= now) return thisYear;
  return valid(now.getFullYear() - 1, month, day);
}

function daysFrom(now: Date, days: number): LocalDay {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

function valid(year: number, month: number, day: number): LocalDay | null {
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? { year, month, day } : null;
}
