// Owns the one edge where errors become answers: RFC 9457 problem details with a stable code.
import { STATUS_CODES } from 'node:http';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { AppError, type ErrorCode, errorStatus } from '../errors.ts';
import { databaseProblem } from './database-errors.ts';

/** Answers an error. Defects are logged, as `safeError` tells them, and told to the caller only by request id. */
export function problemResponse(error: unknown, requestId: string, log: Logger): Response {
  const known = asAppError(error);
  if (known.code === 'internal') log.error({ requestId, err: error }, 'request failed');
  if (known.code === 'unavailable') log.warn({ requestId, err: error }, 'request could not be served');
  const status = errorStatus[known.code];
  const body = {
    type: `/problems/${known.code}`,
    title: STATUS_CODES[status] ?? known.code,
    status,
    code: known.code,
    detail: known.message,
    ...known.details,
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...extraHeaders(known.code), ...known.headers },
  });
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return invalidInput(error);
  return (
    databaseProblem(error) ??
    new AppError('internal', 'Something failed on our side. Nothing was changed; try again.', { cause: error })
  );
}

/** Turns a schema's complaints into one entry a field. @param at where the checked value stands, for headers. */
export function invalidInput(error: ZodError, at: string[] = []): AppError {
  const errors = error.issues.map((issue) => ({
    path: [...at, ...issue.path].join('.'),
    message: issue.message,
    code: issue.code,
  }));
  return new AppError('invalid_input', 'Some values are not right; each is named.', { errors });
}

function extraHeaders(code: ErrorCode): Record<string, string> {
  if (code === 'unauthenticated' || code === 'api_key_unknown') return { 'www-authenticate': 'Bearer realm="kith"' };
  if (code === 'token_expired') return { 'www-authenticate': 'Bearer realm="kith", error="invalid_token"' };
  return code === 'unavailable' ? { 'retry-after': '2' } : {};
}
