// Owns reading a JSON body: its size was capped before, its shape is checked here.
import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { AuthError, invalid } from './errors.ts';

/** Longest body, in bytes. */
export const longestBody = 1024 * 1024;

export const Email = z
  .string('An email address is required')
  .trim()
  .max(254)
  .transform((text) => text.toLowerCase())
  .pipe(z.email('Unable to validate email address: invalid format'));

/** Parses and checks a body. @throws AuthError `bad_json` or `validation_failed`, both 400. */
export async function readBody<T extends z.ZodType>(c: Context, shape: T): Promise<z.output<T>> {
  const text = await c.req.text();
  const result = shape.safeParse(parse(text === '' ? '{}' : text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.');
  throw invalid(path === 'email' || !path ? (issue?.message ?? 'The body is wrong.') : `${path}: ${issue?.message}`);
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new AuthError(400, 'bad_json', 'The body is not valid JSON.');
  }
}
