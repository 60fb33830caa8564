// Owns going on while what processes share is away: each counts alone then, and the log says so.
import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type { Logger } from 'pino';
import type { Counters } from './counters.ts';

/** Milliseconds that the shared counters are left alone after they failed, so that not every request waits for them. */
const rest = 2_000;

/** @param own takes over while `shared` fails. What it counted meanwhile is not brought back. */
export function insureCounters(shared: Counters, own: Counters, log: Logger): Counters {
  const breaker = circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(2), halfOpenAfter: rest });
  let away = false;
  const either = async <T>(run: (counters: Counters) => Promise<T>): Promise<T> => {
    try {
      const result = await breaker.execute(() => run(shared));
      if (away) log.warn('Redis is back: limits are shared by all processes again');
      away = false;
      return result;
    } catch (err) {
      if (!away) log.warn({ err }, 'Redis is away: each process counts its limits alone');
      away = true;
      return run(own);
    }
  };
  return {
    count: (key, seconds) => either((one) => one.count(key, seconds)),
    attempt: (guesses) => either((one) => one.attempt(guesses)),
    refund: (keys) => either((one) => one.refund(keys)),
    forget: (keys) => either((one) => one.forget(keys)),
    take: (key, pace) => either((one) => one.take(key, pace)),
    close: async () => {
      await Promise.all([shared.close(), own.close()]);
    },
  };
}
