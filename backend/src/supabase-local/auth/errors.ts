// Owns how auth says no: the error that verbs throw and the body that Supabase's clients read.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import { AppError } from '../../errors.ts';

/** Clients read `code` from the body only when the answer names this version. */
export const apiVersion = '2024-01-01';

/** A failure with the code that supabase-js shows as `error.code`. Never 5xx: clients retry those. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly status: 400 | 401 | 403 | 404 | 413 | 422 | 429;
  readonly code: string;
  /** Further members of the body, such as `weak_password`. */
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: AuthError['status'],
    code: string,
    message: string,
    extra: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
    this.headers = headers;
  }
}

export const invalid = (message: string) => new AuthError(400, 'validation_failed', message);

/** Answers any failure. What nobody foresaw is logged and told without details. */
export function answerError(log: Logger, c: Context, error: unknown): Response {
  if (error instanceof AuthError) {
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    return answer(c, error.status, { code: error.code, message: error.message, ...error.extra });
  }
  if (error instanceof AppError) {
    const message = `invalid JWT: unable to parse or verify signature. ${error.message}`;
    return answer(c, 403, { code: 'bad_jwt', message });
  }
  log.error({ err: error, path: c.req.path }, 'a request failed');
  return answer(c, 500, { code: 'unexpected_failure', message: 'Something failed on the server. Try again.' });
}

export function answer(c: Context, status: ContentfulStatusCode, body: Record<string, unknown>): Response {
  c.header('x-supabase-api-version', apiVersion);
  return c.json(body, status);
}
