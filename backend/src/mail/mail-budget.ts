// Owns how many mails go to one address: some at once, then one a minute. Counts live in memory.

const minute = 60_000;
/** Most keys remembered at once; the longest unused go first. */
const mostKeys = 50_000;

export interface MailBudget {
  /** Counts a mail. @returns 0 when it may go, else the milliseconds until it may; then nothing is counted. */
  take(key: string): number;
  forget(key: string): void;
}

/** @param burst how many go at once. */
export function createMailBudget(now: () => Date, burst = 5): MailBudget {
  const fullAt = createMemory<number>();
  return {
    take(key) {
      const at = now().getTime();
      const next = Math.max(at, fullAt.get(key) ?? 0) + minute;
      const wait = Math.max(0, next - at - burst * minute);
      if (wait === 0) fullAt.set(key, next);
      return wait;
    },
    forget: (key) => fullAt.delete(key),
  };
}

/** Remembers something of each key, the longest untouched going first. */
export function createMemory<T>() {
  const entries = new Map<string, T>();
  return {
    get: (key: string) => entries.get(key),
    delete: (key: string) => void entries.delete(key),
    set(key: string, value: T) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > mostKeys && oldest !== undefined) entries.delete(oldest);
    },
  };
}
