// Owns which records are selected: some by name, or all that the view has.
interface Named {
  id: string;
}

export class Selection {
  /** True for every record of the view, those that are not loaded included. */
  all = false;
  #ids: ReadonlySet<string> = new Set();
  /** Where a range begins. */
  #anchor = '';

  get ids(): string[] {
    return [...this.#ids];
  }

  /** How many are named. */
  get count(): number {
    return this.#ids.size;
  }

  get some(): boolean {
    return this.all || this.count > 0;
  }

  has(id: string): boolean {
    return this.all || this.#ids.has(id);
  }

  /** Turns one over; a range takes everything from the last one to it along. */
  toggle(id: string, items: readonly Named[], range: boolean): void {
    const on = range || !this.has(id);
    const [from, to] = [this.#anchor, id]
      .map((one) => items.findIndex((item) => item.id === one))
      .sort((a, b) => a - b);
    const reached =
      range && from !== undefined && from >= 0 && to !== undefined
        ? items.slice(from, to + 1).map((item) => item.id)
        : [id];
    const before = this.all ? items.map((item) => item.id) : this.ids;
    this.#ids = new Set(on ? [...before, ...reached] : before.filter((one) => one !== id));
    this.all = false;
    this.#anchor = id;
  }

  /** Every record that is loaded, or none. */
  toggleLoaded(items: readonly Named[]): void {
    const full = this.all || (items.length > 0 && items.every(({ id }) => this.#ids.has(id)));
    this.clear();
    if (!full) this.#ids = new Set(items.map(({ id }) => id));
  }

  clear(): void {
    this.all = false;
    this.#ids = new Set();
    this.#anchor = '';
  }
}
