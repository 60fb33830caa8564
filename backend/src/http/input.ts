// Owns checking a request against its route's description.

import type { HonoRequest } from 'hono';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { type JsonBody, readJson } from './body.ts';
import { invalidInput } from './problem.ts';

/** The part of a route description that says what a request holds. */
export interface Described<P, Q, H, B> {
  method: string;
  path: string;
  request?: {
    params?: z.ZodType<P>;
    query?: z.ZodType<Q>;
    headers?: z.ZodType<H>;
    body?: { content: { 'application/json': { schema: z.ZodType<B> } } };
  };
}

export interface Input<P, Q, H, B> {
  params: P;
  query: Q;
  headers: H;
  body: B;
}

export interface ReadInput {
  input: Input<unknown, unknown, unknown, unknown>;
  /** The body as it came. */
  text: string;
}

/** Reads and checks everything that the route describes. @throws AppError `invalid_input` and what bodies throw. */
export async function readInput(
  route: Described<unknown, unknown, unknown, unknown>,
  request: HonoRequest,
): Promise<ReadInput> {
  const { params, query, headers, body } = route.request ?? {};
  const checked = {
    params: check(params, request.param()),
    query: check(query, request.query()),
    headers: check(headers, request.header(), ['header']),
  };
  if (!body) return { input: { ...checked, body: undefined }, text: '' };
  const json: JsonBody = await readJson(request.raw);
  return { input: { ...checked, body: check(body.content['application/json'].schema, json.value) }, text: json.text };
}

function check<T>(schema: z.ZodType<T> | undefined, value: unknown, at: string[] = []): T | undefined {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error, at);
  refuseNul(result.data);
  return result.data;
}

/** Percent-encoded NULs in parameters; bodies are checked as they are read. */
function refuseNul(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  const found = Object.entries(data).find(([, value]) => typeof value === 'string' && value.includes('\0'));
  if (!found) return;
  const errors = [{ path: found[0], message: 'Must not contain a NUL character.' }];
  throw new AppError('invalid_input', 'Some values cannot be stored.', { errors });
}
