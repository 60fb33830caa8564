// Owns what is noted of each column while the rows go by: samples, how full it is, and how its dates are written.
import type { ImportColumn } from './schema.ts';
import { type DateOrder, onlyOrder, twoNumbers } from './values/parse-date.ts';

const mostSamples = 3;
const sampleLength = 100;

interface Noted {
  samples: string[];
  filled: number;
  dates: number;
  proven: Set<DateOrder>;
}

/** Collects, row by row. */
export class ColumnSurvey {
  readonly #names: readonly string[];
  readonly #noted: Noted[];

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#noted = names.map(() => ({ samples: [], filled: 0, dates: 0, proven: new Set() }));
  }

  add(cells: readonly string[]): void {
    for (const [at, noted] of this.#noted.entries()) {
      const value = cells[at]?.trim() ?? '';
      if (value === '') continue;
      noted.filled += 1;
      if (noted.samples.length < mostSamples) noted.samples.push(value.slice(0, sampleLength));
      noteDate(noted, value);
    }
  }

  columns(): ImportColumn[] {
    return this.#noted.map(({ samples, filled, dates, proven }, at) => {
      const [only, ...others] = proven;
      const dateOrder = dates === 0 ? null : only !== undefined && others.length === 0 ? only : 'ambiguous';
      return { name: this.#names[at] ?? '', samples, filled, dateOrder };
    });
  }
}

function noteDate(noted: Noted, value: string) {
  const numbers = twoNumbers(value);
  if (!numbers) return;
  noted.dates += 1;
  const [first, second] = numbers;
  const order = first === second ? null : onlyOrder(first, second);
  if (order) noted.proven.add(order);
}
