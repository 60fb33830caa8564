// Owns knowing which people of a file stood in an earlier row, while nothing is written yet.
import { hash } from 'node:crypto';

/** Keys are kept by their digest: there are hundreds of thousands, and as they come each holds on to the texts it was made from. */
const digest = (key: string) => hash('sha1', key, 'binary');

/** First rows by key. A run needs none: what it wrote is found like anything else. */
export class SeenRows {
  readonly #rows = new Map<string, number>();

  /** The first row with one of the keys, else null. */
  first(keys: readonly string[]): number | null {
    const rows = keys.flatMap((key) => this.#rows.get(digest(key)) ?? []);
    return rows.length === 0 ? null : Math.min(...rows);
  }

  add(row: number, keys: readonly string[]): void {
    for (const key of keys.map(digest)) if (!this.#rows.has(key)) this.#rows.set(key, row);
  }
}
