// Owns reading a file as text, a piece at a time.
import { createReadStream } from 'node:fs';
import type { Encoding } from './detect-encoding.ts';

/** Decodes a file piece by piece, without its byte order mark. Bytes that are no letter become U+FFFD. */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** The beginning of a file as text. @param size bytes at most */
export async function decodeHead(path: string, encoding: Encoding, size = 262_144): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let text = '';
  for await (const chunk of createReadStream(path, { end: size - 1 })) text += decoder.decode(chunk, { stream: true });
  return text;
}
