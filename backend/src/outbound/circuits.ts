// Owns asking again after a passing failure, and leaving a host alone that keeps failing.
import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { AppError } from '../errors.ts';

export interface CircuitOptions {
  /** How often a failed request is sent again. */
  retries: number;
  /** Milliseconds before the second try, about; each further pause is longer, with jitter. */
  firstPause: number;
  longestPause: number;
  /** Failures one after the other until a host is left alone. */
  failures: number;
  /** Milliseconds that it is left alone. */
  rest: number;
}

export const usualCircuit: CircuitOptions = {
  retries: 2,
  firstPause: 200,
  longestPause: 2_000,
  failures: 5,
  rest: 30_000,
};

export interface Circuits {
  /** @param key whose failures count together. @param repeatable whether it may be sent again. */
  policy(key: string, repeatable: boolean): IPolicy;
}

/** Hosts that are remembered; whose turn is longest ago is forgotten. */
const most = 2_000;
/** A gateway that cannot reach what stands behind it. Other answers, a 500 too, say that the host is there. */
const gateway = new Set([502, 503, 504]);

/** What the failures of a host are: no answer at all, or a gateway's. Refusals of our own say nothing of it. */
const isFailure = (error: unknown) => !(error instanceof AppError) && !isCancel(error);
const isCancel = (error: unknown) => error instanceof Error && error.name === 'AbortError';
const statusOf = (answer: unknown) => {
  const status: unknown = typeof answer === 'object' && answer ? Reflect.get(answer, 'status') : 0;
  return typeof status === 'number' ? status : 0;
};
/** Whoever says when to come back is not asked before: that is for the caller to plan. */
const saysWhen = (answer: unknown) => {
  const headers: unknown = typeof answer === 'object' && answer ? Reflect.get(answer, 'headers') : null;
  return headers instanceof Headers && headers.has('retry-after');
};

export function createCircuits(options: CircuitOptions): Circuits {
  const breakers = new Map<string, CircuitBreakerPolicy>();
  const again = retry(
    handleWhen(isFailure).orWhenResult(
      (answer) => (gateway.has(statusOf(answer)) || statusOf(answer) === 429) && !saysWhen(answer),
    ),
    {
      maxAttempts: options.retries,
      backoff: new ExponentialBackoff({ initialDelay: options.firstPause, maxDelay: options.longestPause }),
    },
  );
  const breakerOf = (key: string) => {
    const breaker =
      breakers.get(key) ??
      circuitBreaker(
        handleWhen(isFailure).orWhenResult((answer) => gateway.has(statusOf(answer))),
        { breaker: new ConsecutiveBreaker(options.failures), halfOpenAfter: options.rest },
      );
    breakers.delete(key);
    breakers.set(key, breaker);
    const [oldest] = breakers.keys();
    if (breakers.size > most && oldest !== undefined) breakers.delete(oldest);
    return breaker;
  };
  return { policy: (key, repeatable) => (repeatable ? wrap(again, breakerOf(key)) : breakerOf(key)) };
}
