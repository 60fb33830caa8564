// Owns taking a file out of a request, piece by piece, into a file of our own: never more than the limit, never in memory.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { refuseOtherKinds } from './file-kind.ts';

export interface ReceivedFile {
  path: string;
  /** In bytes. */
  size: number;
  /** SHA-256 in base64url. */
  hash: string;
}

export interface Receiving {
  /** Folder of the install; the file is in `uploads` below it. */
  home: string;
  /** Most bytes. */
  limit: number;
  /** Kinds of files that may be sent: `text/csv`. What a file is, its bytes tell. */
  accepted: readonly string[];
}

/** What a form or a JSON body is not: a file itself. */
const notAFile = /^(multipart\/|application\/(x-www-form-urlencoded|([\w.-]+\+)?json))/i;

/**
 * Receives the body, lets `use` read it, and removes it again.
 * @throws AppError `unsupported_media_type`, `file_is_workbook` or `file_of_other_kind`; `file_too_large` as soon as the size is told or
 *   reached.
 */
export async function receiveFile<T>(
  request: Request,
  { home, limit, accepted }: Receiving,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (notAFile.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the file itself as the body, such as with `text/csv`.');
  }
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const folder = join(home, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    const saved = await save(request, path, limit);
    await refuseOtherKinds(path, accepted);
    return await use({ path, ...saved });
  } finally {
    await rm(path, { force: true });
  }
}

async function save(request: Request, path: string, limit: number): Promise<{ size: number; hash: string }> {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path, 'wx', 0o600);
  // Leaving the loop early cancels the stream: the rest of a body that is too large is not read.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    hash.update(chunk);
    await file.write(chunk);
  }
  return { size, hash: hash.digest('base64url') };
}

const tooLarge = (limit: number) =>
  new AppError(
    'file_too_large',
    `A file may have ${Math.floor(limit / 1_000_000)} MB at most. Part it and send the parts one by one.`,
  );
