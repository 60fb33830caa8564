// Owns loading the code of a view or a part when it is first shown.

export interface Lazy {
  /** Loads and registers the elements that it is drawn with. Called again after it failed. */
  load(): Promise<unknown>;
}

/** What is there already. `changed` is called when something has come, or could not. */
export class LazyLoader {
  readonly #states = new WeakMap<Lazy, { ready: boolean; error?: unknown }>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Starts loading when it was not asked for before. */
  stateOf(lazy: Lazy): { ready: boolean; error?: unknown } {
    return this.#states.get(lazy) ?? this.#start(lazy);
  }

  retry(lazy: Lazy): void {
    this.#start(lazy);
    this.#changed();
  }

  #start(lazy: Lazy) {
    const state: { ready: boolean; error?: unknown } = { ready: false };
    this.#states.set(lazy, state);
    lazy
      .load()
      .then(
        () => {
          state.ready = true;
        },
        (error: unknown) => {
          state.error = error ?? new Error('The code did not load');
        },
      )
      .then(this.#changed);
    return state;
  }
}
