// Owns turning sums in units of a currency into its minor units.

/** 12.5 in EUR is 1250; in JPY, which has no smaller unit, 13. */
export function toMinorUnits(value: number, currency: string): number {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Math.round(Number(`${value}e${digits}`));
}
