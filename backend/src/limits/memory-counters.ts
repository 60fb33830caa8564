// Owns counting in the memory of one process.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Counters, waits } from './counters.ts';

/** Most keys of a kind remembered at once; the longest unused go first. */
const mostKeys = 50_000;

interface Guesses {
  guesses: number;
  openAt: number;
  at: number;
}

/** @param now of the waits. Spans of `count` go by the real clock. */
export function createMemoryCounters(now: () => Date): Counters {
  const spans = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 60 });
  const attempts = createMemory<Guesses>();
  const fullAt = createMemory<number>();
  const knownAt = (key: string, at: number) => {
    const found = attempts.get(key);
    return found && at - found.at < waits.forgotten ? found : null;
  };
  return {
    async count(key, seconds) {
      const { consumedPoints, msBeforeNext } = await spans.consume(key, 1, { customDuration: seconds });
      return { count: consumedPoints, resets: msBeforeNext };
    },
    async attempt(guesses) {
      const at = now().getTime();
      const wait = Math.max(...guesses.map(({ key }) => (knownAt(key, at)?.openAt ?? 0) - at));
      if (wait > 0) return wait;
      for (const { key, free } of guesses) {
        const count = (knownAt(key, at)?.guesses ?? 0) + 1;
        attempts.set(key, { guesses: count, openAt: at + pauseAfter(count - free), at });
      }
      return 0;
    },
    async refund(keys) {
      for (const key of keys) {
        const known = attempts.get(key);
        if (known) attempts.set(key, { ...known, guesses: known.guesses - 1, openAt: 0 });
      }
    },
    async forget(keys) {
      for (const key of keys) attempts.delete(key);
    },
    async take(key, { burst, every }) {
      const at = now().getTime();
      const next = Math.max(at, fullAt.get(key) ?? 0) + every;
      const wait = Math.max(0, next - at - burst * every);
      if (wait === 0) fullAt.set(key, next);
      return wait;
    },
    close: async () => undefined,
  };
}

/** @param over guesses beyond the free ones. */
const pauseAfter = (over: number) => (over < 0 ? 0 : Math.min(waits.longest, waits.first * 2 ** over));

/** Remembers something of each key. Kinds are apart, so that many keys of one cannot push out those of another. */
function createMemory<T>() {
  const kinds = new Map<string, Map<string, T>>();
  const kindOf = (key: string) => {
    const kind = key.split(' ', 1)[0] ?? '';
    const entries = kinds.get(kind) ?? new Map<string, T>();
    kinds.set(kind, entries);
    return entries;
  };
  return {
    get: (key: string) => kindOf(key).get(key),
    delete: (key: string) => void kindOf(key).delete(key),
    set(key: string, value: T) {
      const entries = kindOf(key);
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > mostKeys && oldest !== undefined) entries.delete(oldest);
    },
  };
}
