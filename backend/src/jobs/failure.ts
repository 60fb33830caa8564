// Owns what a job's failure means: it passes and is tried again, or it is told to the starter with a code and words.
import { ZodError } from 'zod';
import { AppError } from '../errors.ts';
import { databaseProblem } from '../http/database-errors.ts';
import { invalidInput } from '../http/problem.ts';

/** Thrown by a job whose obstacle passes by itself, such as a rate limit. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly afterMs: number;
  constructor(afterMs: number, detail = 'The job waits for its turn.') {
    super(detail);
    this.afterMs = afterMs;
  }
}

const attempts = 6;
const firstPause = 1_000;
const longestPause = 300_000;

export type Failure = { retryAfterMs: number } | { code: string; words: string; defect: boolean };

/** @param attempt the one that failed, from 1. */
export function failureOf(error: unknown, attempt: number): Failure {
  if (error instanceof RetryLater) return { retryAfterMs: error.afterMs };
  const known = asAppError(error);
  if (known?.code === 'unavailable' && attempt < attempts) return { retryAfterMs: backoff(attempt) };
  if (known) return { code: known.code, words: known.message, defect: false };
  return { code: 'internal', words: 'Something failed on our side. What was done until then is kept.', defect: true };
}

/** Doubles each time, and scatters, so that what failed together does not come back together. */
function backoff(attempt: number): number {
  const whole = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
  return Math.round(whole * (0.5 + Math.random() / 2));
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof ZodError ? invalidInput(error) : databaseProblem(error);
}
