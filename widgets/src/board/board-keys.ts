// Owns where the focus goes on the board by keys, one card to the next.
import type { Columns } from './board-model.ts';

/** The card that a key leads to from another; undefined when the key is not the board's, or there is none further. */
export function cardAfterKey(columns: Columns, id: string, key: string): string | undefined {
  const nth = columns.findIndex(({ deals }) => deals.some((deal) => deal.id === id));
  const deals = columns[nth]?.deals ?? [];
  const index = deals.findIndex((deal) => deal.id === id);
  if (index < 0) return undefined;
  if (key === 'ArrowDown') return deals[index + 1]?.id;
  if (key === 'ArrowUp') return deals[index - 1]?.id;
  if (key === 'Home') return deals[0]?.id;
  if (key === 'End') return deals.at(-1)?.id;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const others = key === 'ArrowRight' ? columns.slice(nth + 1) : columns.slice(0, nth).reverse();
  const side = others.find((column) => column.deals.length > 0)?.deals;
  return side?.[Math.min(index, side.length - 1)]?.id;
}

export const boardKeys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];
