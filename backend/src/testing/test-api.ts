// Owns calling the API in tests, without a server, and checking what it answers against its own description.
import { createApp } from '../http/app.ts';
import type { Answered } from './answered.ts';
import { expectDescribed } from './described.ts';
import { createTestDeps, type TestDeps } from './test-deps.ts';

export interface Call {
  token?: string;
  body?: unknown;
  /** A file as the body. */
  file?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: Answered;
  /** The answer as it came: of a file, too, whose body is no JSON. */
  text: string;
}

export interface TestApi {
  deps: TestDeps;
  app: ReturnType<typeof createApp>;
  call(method: string, path: string, call?: Call): Promise<Reply>;
  close(): Promise<void>;
}

/** Opens the API over a fresh database. */
export async function createTestApi(): Promise<TestApi> {
  const deps = await createTestDeps();
  await openConnections(deps);
  const app = createApp(deps);
  const call = async (method: string, path: string, { token, body, file, headers = {} }: Call = {}): Promise<Reply> => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file === undefined ? {} : { 'content-type': 'text/csv' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: Buffer.from(file) }),
    });
    const text = await response.text();
    // A file is no JSON: tests of files ask the app itself.
    const saved = response.headers.get('content-type')?.startsWith('text/');
    const answered: Answered = JSON.parse(text === '' || saved ? 'null' : text);
    expectDescribed(method, path, response.status, answered);
    return { status: response.status, headers: response.headers, body: answered, text };
  };
  return { deps, app, call, close: () => deps.close() };
}

/** Opens the whole pool, so that requests sent at once really race: the first would be done before the others connect. */
async function openConnections({ sql }: TestDeps): Promise<void> {
  const connections = await Promise.all(Array.from({ length: sql.options.max }, () => sql.reserve()));
  for (const connection of connections) connection.release();
}
