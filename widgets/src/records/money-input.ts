// Owns the inputs for an amount of money in a condition: the amount in units of its currency, and the currency.
import type { FilterCondition, ViewField } from '@kith/sdk';
import { minorDigits } from '@kith/sdk/words';

/** The currency that a new condition begins with: the one that most amounts are in. */
export const usualCurrency = ({ options }: ViewField): string => options[0]?.key ?? 'EUR';

/** What is chosen from: what amounts are in, then all others. */
export const currenciesOf = ({ options }: ViewField): string[] => [
  ...new Set([...options.map(({ key }) => key), ...Intl.supportedValuesOf('currency')]),
];

/** Minor units in one unit of the condition's currency. */
export const unitOf = ({ currency }: FilterCondition): number => (currency ? 10 ** minorDigits(currency) : 1);

/** The condition in another currency, with the same figures in it. */
export function inCurrency(condition: FilterCondition, currency: string): FilterCondition {
  const next = { ...condition, currency };
  const scaled = (value: unknown) =>
    typeof value === 'number' ? Math.round((value / unitOf(condition)) * unitOf(next)) : value;
  const { value } = condition;
  return { ...next, value: Array.isArray(value) ? value.map(scaled) : scaled(value) };
}
