// Owns reading calendar days as people and programs write them. What could be two days is told, not guessed.

export type DateOrder = 'dmy' | 'mdy';
export type ParsedDate = { ok: true; value: string } | { ok: false; ambiguous: boolean };

const months = [
  ['january', 'январь', 'января'],
  ['february', 'февраль', 'февраля'],
  ['march', 'март', 'марта'],
  ['april', 'апрель', 'апреля'],
  ['may', 'май', 'мая'],
  ['june', 'июнь', 'июня'],
  ['july', 'июль', 'июля'],
  ['august', 'август', 'августа'],
  ['september', 'сентябрь', 'сентября'],
  ['october', 'октябрь', 'октября'],
  ['november', 'ноябрь', 'ноября'],
  ['december', 'декабрь', 'декабря'],
];
const wrong: ParsedDate = { ok: false, ambiguous: false };

/** Reads a day. @param order of day and month where both are numbers between slashes; null: not known. */
export function parseDate(written: string, order: DateOrder | null): ParsedDate {
  const text = written.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '');
  const [, y, m, d] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text) ?? [];
  if (y && m && d) return day(y, m, d);
  return named(text) ?? numbered(text, order);
}

/** `5 Nov 2026`, `November 5, 2026`, `5 ноября 2026 г.` */
function named(text: string): ParsedDate | null {
  const [, d1, word1, y1] =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(\p{L}+)\.?,?[\s.-]+(\d{4})(?:\s*г\.?)?$/u.exec(text) ?? [];
  const [, word2, d2, y2] = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text) ?? [];
  const [d, word, y] = [d1 ?? d2, word1 ?? word2, y1 ?? y2];
  if (d === undefined || word === undefined || y === undefined) return null;
  const begins = word.toLowerCase();
  const month = months.findIndex((names) => names.some((name) => name.startsWith(begins)));
  return month < 0 || word.length < 3 ? wrong : day(y, String(month + 1), d);
}

function numbered(text: string, order: DateOrder | null): ParsedDate {
  const [, first = '', mark, second = '', year = ''] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === '') return wrong;
  const whole = year.length === 4 ? year : String(Number(year) + (Number(year) < 70 ? 2000 : 1900));
  // Between dots the day stands first everywhere.
  const told = mark === '.' ? 'dmy' : (order ?? onlyOrder(first, second));
  if (told === null) return { ok: false, ambiguous: true };
  return told === 'dmy' ? day(whole, second, first) : day(whole, first, second);
}

/** The order that two numbers allow; either when they are the same; null when both would do. */
export function onlyOrder(first: string, second: string): DateOrder | null {
  if (Number(first) > 12 || first === second) return 'dmy';
  return Number(second) > 12 ? 'mdy' : null;
}

function day(year: string, month: string, date: string): ParsedDate {
  const value = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value) ? { ok: true, value } : wrong;
}

/** A birthday whose year nobody knows: `--02-03`. */
export const isYearless = (written: string) => /^--\d\d-?\d\d$/.test(written);

/** The two numbers of a day whose order its mark does not tell; null for anything else. */
export function twoNumbers(value: string): [string, string] | null {
  const [, first, second] = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2}(?:\d{2})?(?!\d)/.exec(value) ?? [];
  return first === undefined || second === undefined ? null : [first, second];
}
