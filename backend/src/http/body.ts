// Owns reading a JSON body: its type, its size, its syntax, and what no record may hold.
import { AppError } from '../errors.ts';
import { isJsonInUtf8 } from './json-type.ts';
import { unstorable } from './unstorable.ts';

/** Largest body in bytes. */
const largest = 1_048_576;

export interface JsonBody {
  text: string;
  value: unknown;
}

/** Reads a body. @throws AppError `unsupported_media_type`, `body_too_large`, `malformed_json` or `invalid_input`. */
export async function readJson(request: Request): Promise<JsonBody> {
  if (!isJsonInUtf8(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send JSON in UTF-8, with `Content-Type: application/json`.');
  }
  const text = await readText(request);
  const value = parse(text);
  const errors = unstorable(value);
  if (errors.length > 0) throw new AppError('invalid_input', 'Some values cannot be stored.', { errors });
  return { text, value };
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, so the rest of an endless body is not read.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) throw tooLarge();
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}

const tooLarge = () => new AppError('body_too_large', 'A request may hold 1 MB at most. Send less at a time.');
const malformed = (cause: unknown) => new AppError('malformed_json', 'The body is not JSON.', { cause });

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed(cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
}
