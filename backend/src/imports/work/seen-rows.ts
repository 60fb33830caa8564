// Owns knowing which people of a file stood in an earlier row, while nothing is written yet.

/** First rows by key. A run needs none: what it wrote is found like anything else. */
export class SeenRows {
  readonly #rows = new Map<string, number>();

  /** The first row with one of the keys, else null. */
  first(keys: readonly string[]): number | null {
    const rows = keys.flatMap((key) => this.#rows.get(key) ?? []);
    return rows.length === 0 ? null : Math.min(...rows);
  }

  add(row: number, keys: readonly string[]): void {
    for (const key of keys) if (!this.#rows.has(key)) this.#rows.set(key, row);
  }
}
