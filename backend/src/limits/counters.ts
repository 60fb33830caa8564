// Names what limits count with: requests, guesses and mails. Drivers: the memory of this process, and Redis for several.

/** An attempt that may be a guess. */
export interface Guess {
  /** What it counts for: a kind in one word, a space, and of whom (`account ada@example.org`). */
  key: string;
  /** Attempts without a wait after them. */
  free: number;
}

export interface Pace {
  /** How many go at once. */
  burst: number;
  /** Milliseconds for each further one. */
  every: number;
}

export interface Counters {
  /** Counts one in the present span of so many seconds. @returns how many it has, and in how many milliseconds it ends. */
  count(key: string, seconds: number): Promise<{ count: number; resets: number }>;
  /**
   * Counts an attempt for each of these, before it is made, so that attempts at once count too. When one of them has to wait, nothing
   * is counted. @returns milliseconds to wait; 0: go on.
   */
  attempt(guesses: readonly Guess[]): Promise<number>;
  /** Takes back one attempt of each, and the wait after it. */
  refund(keys: readonly string[]): Promise<void>;
  /** Forgets all attempts of each. */
  forget(keys: readonly string[]): Promise<void>;
  /** Counts something that goes at a pace. @returns milliseconds until it may go, and then it is not counted; 0: now. */
  take(key: string, pace: Pace): Promise<number>;
  close(): Promise<void>;
}

const second = 1_000;

/** After the free guesses the wait doubles from a second up to fifteen minutes. An hour without one clears. */
export const waits = { first: second, longest: 900 * second, forgotten: 3_600 * second } as const;
