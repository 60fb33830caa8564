// Owns reading the outbox folder back: the mails of an install that has no mail server.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { outboxFolder } from '../mail/outbox-mailer.ts';
import type { OutboxMail } from './schema.ts';

/** Most mails that are shown. */
const most = 50;
const ending = '.eml';

/** The newest mails, the latest first. @param home the install's data folder. */
export async function listOutbox(home: string): Promise<OutboxMail[]> {
  const folder = outboxFolder(home);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Nothing was sent yet.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
    .sort()
    .reverse()
    .slice(0, most);
  return Promise.all(newest.map((name) => readMail(folder, name)));
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
