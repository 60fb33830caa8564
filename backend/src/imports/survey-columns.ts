// Owns what is noted of each column while the rows go by: samples, how full it is, how its dates are written, and what it chooses from.
import type { ImportColumn } from './schema.ts';
import { ChoiceSurvey } from './survey-choices.ts';
import { parseAmount } from './values/parse-amount.ts';
import { type DateOrder, onlyOrder, parseDate, twoNumbers } from './values/parse-date.ts';

const mostSamples = 3;
const sampleLength = 100;

type FieldType = NonNullable<ImportColumn['fieldType']>;

/** What each type of field could take. The first that took every value is the guess. */
const takes: [FieldType, (value: string) => boolean][] = [
  ['url', (value) => /^https?:\/\/\S+$/i.test(value)],
  ['date', (value) => parseDate(value, 'dmy').ok || parseDate(value, 'mdy').ok],
  // A number with a zero before it, or too long to count with, is a name: a postal code, a phone.
  ['number', (value) => /^-?(0|[1-9])/.test(value) && !/^-?0\d/.test(value) && isNumber(value.replace(/^-/, ''))],
];

const isNumber = (value: string) => value.replace(/\D/g, '').length <= 12 && parseAmount(value)?.currency === null;

const fresh = () => ({ choices: new ChoiceSurvey(), filled: 0, dates: 0, proven: new Set<DateOrder>() });

interface Noted {
  samples: string[];
  /** Types that took every value until now. */
  types: typeof takes;
  choices: ChoiceSurvey;
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
    this.#noted = names.map(() => ({ samples: [], types: takes, ...fresh() }));
  }

  add(cells: readonly string[]): void {
    for (const [at, noted] of this.#noted.entries()) {
      const value = cells[at]?.trim() ?? '';
      if (value === '') continue;
      noted.filled += 1;
      if (noted.samples.length < mostSamples) noted.samples.push(value.slice(0, sampleLength));
      if (noted.types.length > 0) noted.types = noted.types.filter(([, take]) => take(value));
      noted.choices.add(value);
      noteDate(noted, value);
    }
  }

  columns(): ImportColumn[] {
    return this.#noted.map(({ samples, types, choices, filled, dates, proven }, at) => {
      const [only, ...others] = proven;
      const dateOrder = dates === 0 ? null : only !== undefined && others.length === 0 ? only : 'ambiguous';
      const fieldType = (filled > 0 ? (types[0]?.[0] ?? choices.type()) : undefined) ?? 'text';
      return { name: this.#names[at] ?? '', samples, filled, fieldType, ...choices.found(), dateOrder };
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
