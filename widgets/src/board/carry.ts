// Owns the card that somebody has in hand, by pointer or by keys: where it was, and where it would be dropped.
import { type Columns, findDeal, moved, type Place, placeAt } from './board-model.ts';

export interface Spot {
  stageId: string;
  /** Place among the other cards of the stage, from 0. */
  index: number;
}

const same = (one: Spot, other: Spot) => one.stageId === other.stageId && one.index === other.index;

export class Carry {
  readonly id: string;
  readonly by: 'pointer' | 'keys';
  readonly from: Spot;
  at: Spot;

  private constructor(id: string, by: Carry['by'], from: Spot) {
    this.id = id;
    this.by = by;
    this.from = from;
    this.at = from;
  }

  static lift(columns: Columns, id: string, by: Carry['by']): Carry | undefined {
    const found = findDeal(columns, id);
    return found && new Carry(id, by, { stageId: found.column.id, index: found.index });
  }

  /** True when it is somewhere else now. */
  over(spot: Spot): boolean {
    if (same(spot, this.at)) return false;
    this.at = spot;
    return true;
  }

  /** One step by key; stays where there is no further. True when it moved. */
  step(columns: Columns, key: string): boolean {
    const shown = this.shown(columns);
    const nth = shown.findIndex(({ id }) => id === this.at.stageId);
    const others = (column = shown[nth]) => column?.deals.filter(({ id }) => id !== this.id).length ?? 0;
    const { stageId, index } = this.at;
    if (key === 'ArrowUp') return this.over({ stageId, index: Math.max(0, index - 1) });
    if (key === 'ArrowDown') return this.over({ stageId, index: Math.min(others(), index + 1) });
    if (key === 'Home') return this.over({ stageId, index: 0 });
    if (key === 'End') return this.over({ stageId, index: others() });
    const side = shown[nth + (key === 'ArrowRight' ? 1 : -1)];
    return side ? this.over({ stageId: side.id, index: Math.min(others(side), index) }) : false;
  }

  /** The board with the card where it would be dropped. */
  shown(columns: Columns): Columns {
    const place = this.#place(columns);
    return place ? moved(columns, this.id, place) : columns;
  }

  /** Where to move it; undefined when it was put back where it was. */
  dropped(columns: Columns): Place | undefined {
    return same(this.from, this.at) ? undefined : this.#place(columns);
  }

  #place(columns: Columns): Place | undefined {
    const column = columns.find(({ id }) => id === this.at.stageId);
    return column && placeAt(column, this.at.index, this.id);
  }
}
