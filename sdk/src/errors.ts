// Owns how a failed call looks to callers: one error class with the server's stable code and plain words.
import type { components } from './generated/schema.ts';

export type Problem = components['schemas']['Problem'];

/**
 * A call that did not succeed. `code` is the server's stable code, or `unreachable` when no server answered,
 * or `bad_answer` when something that is not Kith answered.
 */
export class KithError extends Error {
  override readonly name = 'KithError';
  readonly code: string;
  /** HTTP status; 0 when no server answered. */
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; problem?: Problem | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 0;
    this.problem = options.problem;
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/**
 * Returns the data of a call, or throws `KithError`.
 * @example const contact = await unwrap(kith.GET('/v1/contacts/{id}', { params: { path: { id } } }));
 */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const { status } = response;
  const problem = isProblem(error) ? error : undefined;
  const { code, detail } = problem ?? { code: 'bad_answer', detail: `The server answered ${status} without a reason.` };
  throw new KithError(code, detail, { status, problem });
}
