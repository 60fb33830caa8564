// Owns the way of the keyboard through the pairs: one row is a stop of the Tab key, the arrows lead from row to row.
import type { LitElement } from 'lit';
import { rowAfterKey } from '../kit/list-keys.ts';
import type { Pair } from './pairs.ts';

export class RowFocus {
  /** The row that the focus was in last. */
  #reached: string | undefined;
  readonly #element: LitElement;
  readonly #pairs: () => readonly Pair[];

  constructor(element: LitElement, pairs: () => readonly Pair[]) {
    this.#element = element;
    this.#pairs = pairs;
  }

  /** Whether the Tab key comes to this row: where the focus was last, else the first. */
  isStop({ id }: Pair): boolean {
    const pairs = this.#pairs();
    return id === (pairs.find((pair) => pair.id === this.#reached) ?? pairs[0])?.id;
  }

  /** The focus came here. */
  reach({ id }: Pair): void {
    this.#reached = id;
    this.#element.requestUpdate();
  }

  /** For the list's `keydown`. */
  readonly onKey = (event: KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('li.row') : null;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const pairs = this.#pairs();
    const at = pairs.findIndex(({ id }) => id === row.dataset['id']);
    if (event.key === 'Enter' && event.target === row) {
      event.preventDefault();
      row.querySelector<HTMLElement>('.acts button')?.click();
      return;
    }
    const next = pairs[rowAfterKey(event.key, at, pairs.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    this.reach(next);
    this.#element.renderRoot.querySelector<HTMLElement>(`li.row[data-id="${CSS.escape(next.id)}"]`)?.focus();
  };
}
