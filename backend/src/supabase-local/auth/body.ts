// Owns reading a JSON body: its size was capped before; its type, text and shape are checked here.
import type { Context } from 'hono';
import { z } from 'zod';
import { isJsonInUtf8 } from '../../http/json-type.ts';
import { unstorable } from '../../http/unstorable.ts';
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

/** Parses and checks a body; none is an empty one, as clients send it. @throws AuthError `bad_json` or `validation_failed`, both 400. */
export async function readBody<T extends z.ZodType>(c: Context, shape: T): Promise<z.output<T>> {
  const text = await readText(c);
  const value = parse(text === '' ? '{}' : text);
  const [refused] = unstorable(value);
  if (refused) throw invalid(`${refused.path}: ${refused.message}`);
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.');
  throw invalid(path === 'email' || !path ? (issue?.message ?? 'The body is wrong.') : `${path}: ${issue?.message}`);
}

async function readText(c: Context): Promise<string> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return '';
  if (!isJsonInUtf8(c.req.header('content-type') ?? '')) throw badJson('Send JSON in UTF-8, as application/json.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badJson('The body is not UTF-8.');
  }
}

const badJson = (message: string) => new AuthError(400, 'bad_json', message);

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw badJson('The body is not valid JSON.');
  }
}
