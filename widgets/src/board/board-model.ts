// Owns what a board is as data, and what a deal's move does to it. Nothing here changes what it is given.
import type { BoardStage, DealListItem } from '@kith/sdk';

export type Columns = readonly BoardStage[];

/** Where a deal is to stand. Without a neighbour it is the top of the stage. */
export interface Place {
  stageId: string;
  afterId?: string;
}

export interface Found {
  deal: DealListItem;
  column: BoardStage;
  index: number;
}

export function findDeal(columns: Columns, id: string): Found | undefined {
  for (const column of columns) {
    const index = column.deals.findIndex((deal) => deal.id === id);
    const deal = column.deals[index];
    if (deal) return { deal, column, index };
  }
  return undefined;
}

/** Takes a deal off the board, out of its stage's count and sums too. */
export function without(columns: Columns, id: string): Columns {
  const found = findDeal(columns, id);
  if (!found) return columns;
  return columns.map((column) =>
    column === found.column
      ? { ...tallied(column, found.deal, -1), deals: column.deals.filter((deal) => deal.id !== id) }
      : column,
  );
}

/** The board as it will look once the deal has moved; the same when the deal is not on it. */
export function moved(columns: Columns, id: string, { stageId, afterId }: Place): Columns {
  const found = findDeal(columns, id);
  const target = columns.find((column) => column.id === stageId);
  if (!found || !target) return columns;
  const { id: stage, name, kind } = target;
  const deal = { ...found.deal, stage: { id: stage, name, kind } };
  return put(without(columns, id), deal, (deals) => deals.findIndex((other) => other.id === afterId) + 1);
}

/** Puts a deal as the server told it in its place: by rank, which sorts by its bytes. */
export function settled(columns: Columns, deal: DealListItem): Columns {
  return put(without(columns, deal.id), deal, (deals) => {
    const next = deals.findIndex((other) => deal.rank < other.rank);
    return next < 0 ? deals.length : next;
  });
}

/** Where a card stands that is dropped as the `index`th of a column; the card itself does not count. */
export function placeAt(column: BoardStage, index: number, id: string): Place {
  const before = column.deals.filter((deal) => deal.id !== id)[index - 1];
  return before ? { stageId: column.id, afterId: before.id } : { stageId: column.id };
}

function put(columns: Columns, deal: DealListItem, indexIn: (deals: readonly DealListItem[]) => number): Columns {
  return columns.map((column) =>
    column.id === deal.stage.id
      ? { ...tallied(column, deal, 1), deals: column.deals.toSpliced(indexIn(column.deals), 0, deal) }
      : column,
  );
}

function tallied(column: BoardStage, { amount, currency }: DealListItem, sign: 1 | -1): BoardStage {
  const count = column.count + sign;
  if (amount === null || currency === null) return { ...column, count };
  const old = column.sums.find((sum) => sum.currency === currency) ?? { currency, amount: 0, count: 0 };
  const sum = { currency, amount: old.amount + sign * amount, count: old.count + sign };
  const sums = [...column.sums.filter((other) => other !== old), sum].filter((one) => one.count > 0);
  return { ...column, count, sums: sums.sort((one, other) => (one.currency < other.currency ? -1 : 1)) };
}
