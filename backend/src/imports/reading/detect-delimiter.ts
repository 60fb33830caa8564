// Owns telling what separates the cells of a CSV.
import { parse } from 'csv-parse/sync';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** What every reading of a CSV has in common. Cells are not trimmed here: a rejected row is given back as it came. */
export const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false, bom: true } as const;

const sampleRows = 200;

/** Returns the separator of a CSV. @param text its beginning. */
export function detectDelimiter(text: string): Delimiter {
  const [, told] = /^\uFEFF?sep=(.)\r?\n/i.exec(text) ?? [];
  const said = delimiters.find((delimiter) => delimiter === told);
  if (said) return said;
  const whole = text.slice(0, text.lastIndexOf('\n') + 1) || text;
  // The wrong separator leaves quotation marks in the middle of cells; only a careless file has them under the right one.
  return best(whole, { relax_quotes: false }) ?? best(whole, {}) ?? ',';
}

function best(text: string, options: { relax_quotes?: boolean }): Delimiter | null {
  const scores = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(sample(text, delimiter, options)) }));
  const most = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return most.score > 0 ? most.delimiter : null;
}

/** How many rows agree on a width of more than one, and a little for the width itself. */
function scoreOf(records: string[][]): number {
  const widths = new Map<number, number>();
  for (const cells of records) {
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const [width, rows] = [...widths].reduce((most, one) => (one[1] >= most[1] ? one : most), [0, 0]);
  return rows === 0 ? 0 : rows + Math.min(width, 100) / 1000;
}

function sample(text: string, delimiter: Delimiter, options: { relax_quotes?: boolean }): string[][] {
  try {
    return parse(text, { ...lenient, ...options, delimiter, to: sampleRows });
  } catch {
    // A quote that opens under this separator and never closes.
    return [];
  }
}
