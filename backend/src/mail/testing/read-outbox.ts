// Owns reading mails back in tests, as a mail program would.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { outboxFolder } from '../outbox-mailer.ts';

/** Every mail of an install's outbox, the oldest first. @param home the install's data folder. */
export async function readOutbox(home: string): Promise<Email[]> {
  const folder = outboxFolder(home);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const mails = names.filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(mails.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
}
