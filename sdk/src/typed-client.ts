// Owns the HTTP calls behind the client: addresses, query, JSON in and out. The types are openapi-fetch's; the code is the
// part of it that we use, at an eighth of its size, because every widget on every host page carries it.
import type { Client } from 'openapi-fetch';
import { KithError } from './errors.ts';
import type { paths } from './generated/schema.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Calls by method and path, typed by the API's own document. */
export type TypedClient = Pick<Client<paths>, (typeof methods)[number]>;

export interface TypedClientOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  fetch(request: Request): Promise<Response>;
}

type Values = Record<string, unknown>;

interface CallOptions {
  params?: { path?: Values; query?: Values; header?: Values };
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Makes the calls. Each answers `{data, response}` or `{error, response}`. */
export function createTypedClient(options: TypedClientOptions): TypedClient;
export function createTypedClient(options: TypedClientOptions): unknown {
  return Object.fromEntries(
    methods.map((method) => [
      method,
      async (path: string, call: CallOptions = {}) => {
        const response = await options.fetch(requestFor(options.baseUrl, method, path, call));
        const answer = answerIn(await response.text(), response);
        return response.ok ? { data: answer, response } : { error: answer, response };
      },
    ]),
  );
}

function requestFor(
  baseUrl: string,
  method: string,
  path: string,
  { params = {}, headers, body, signal }: CallOptions,
) {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params.path?.[name])));
  const query = new URLSearchParams(present(params.query)).toString();
  const sent = new Headers(headers);
  for (const [name, value] of present(params.header)) sent.set(name, value);
  if (body !== undefined) sent.set('content-type', 'application/json');
  return new Request(`${baseUrl}${address}${query && `?${query}`}`, {
    method,
    headers: sent,
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
}

const present = (values: Values = {}): [string, string][] =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, String(value)]);

/** The JSON of an answer, undefined for none. Text that is no JSON is no answer of Kith's. */
function answerIn(text: string, response: Response): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!response.ok) return text;
    throw new KithError('bad_answer', 'Something that is not Kith answered.', { status: response.status, cause });
  }
}
