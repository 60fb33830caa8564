// Owns reading an answer's body: never more than was agreed, counted after unpacking, and of a kind that was asked for.
import type { Response } from 'undici';
import { AppError } from '../errors.ts';

/** @throws AppError `answer_too_large` as soon as the size is told or reached. */
export async function readBody(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream: the rest is neither received nor unpacked.
  for await (const chunk of response.body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A body is made of bytes');
    size += chunk.byteLength;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

/** @param kinds such as `application/json` or `image/*`. @throws AppError `answer_unexpected`. */
export function checkKind(response: Response, kinds: readonly string[]): void {
  const kind = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const fits = kinds.some((one) => one === kind || (one.endsWith('/*') && kind.startsWith(one.slice(0, -1))));
  if (fits) return;
  throw new AppError(
    'answer_unexpected',
    `The answer is ${kind || 'of no kind that it names'}, not ${kinds.join(' or ')}.`,
  );
}

const tooLarge = (most: number) =>
  new AppError('answer_too_large', `The answer is larger than ${Math.floor(most / 1_000)} kB, so it was not read.`);
