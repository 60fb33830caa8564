// Owns reading a deal's sum from its cells.
import { isCurrency } from '../../deals/currency.ts';
import type { Target } from '../targets.ts';
import { toMinorUnits } from '../values/minor-units.ts';
import { parseAmount } from '../values/parse-amount.ts';

/** Most minor units that a deal can have. */
const most = 1_000_000_000_000_000;

/** Amount in minor units and currency, both or neither; null when they cannot be read. @param usual of sums that name none */
export function toPairs(
  texts: Partial<Record<Target, string>>,
  usual: string | null,
): { amount: number | null; currency: string | null } | null {
  if (texts.amount === undefined) return { amount: null, currency: null };
  const sum = parseAmount(texts.amount);
  const currency = texts.currency?.trim().toUpperCase() ?? sum?.currency ?? usual;
  if (!sum || currency === null || !isCurrency(currency)) return null;
  const amount = toMinorUnits(sum.value, currency);
  return amount <= most ? { amount, currency } : null;
}
