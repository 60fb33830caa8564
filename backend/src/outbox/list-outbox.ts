// Owns reading the outbox folder back: the mails of an install that has no mail server.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { outboxFolder } from '../mail/outbox-mailer.ts';
import type { OutboxMail } from './schema.ts';

const ending = '.eml';
/** A page goes on after a file's name; cursors want an id besides. */
const anyId = '00000000-0000-0000-0000-000000000000';

interface Outbox {
  items: OutboxMail[];
  nextCursor: string | null;
}

/** One page of mails, the latest first. @param home the install's data folder. @throws AppError `invalid_cursor`. */
export async function listOutbox(
  home: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Outbox> {
  const [after] = decodeCursor('outbox', cursor)?.keys ?? [];
  const folder = outboxFolder(home);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Nothing was sent yet.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const older = names
    .filter((name) => name.endsWith(ending) && !name.startsWith('.') && (!after || name < after))
    .sort()
    .reverse();
  const shown = older.slice(0, limit);
  const last = older.length > limit ? shown.at(-1) : undefined;
  return {
    items: await Promise.all(shown.map((name) => readMail(folder, name))),
    nextCursor: last ? encodeCursor({ of: 'outbox', id: anyId, keys: [last] }) : null,
  };
}

async function readMail(folder: string, name: string): Promise<OutboxMail> {
  const { to, subject = '', text = '', date } = await PostalMime.parse(await readFile(join(folder, name)));
  return {
    id: name.slice(0, -ending.length),
    to: to?.[0]?.address ?? '',
    subject,
    text: text.trimEnd(),
    at: new Date(date ?? 0).toISOString(),
  };
}
