// Owns reading the mails of the running Kith, as a mail program would.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect } from './fixtures.ts';

export interface ReadMail {
  subject: string;
  link: string;
  /** Where an invitation leads; empty for other mails. */
  invitation: string;
  code: string;
}

/** The mails that one address got, the oldest first. @param home the install's data folder. */
export async function mailsTo(home: string, address: string): Promise<ReadMail[]> {
  const folder = join(home, 'outbox');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(files.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
  return mails
    .filter(({ to }) => to?.some((recipient) => recipient.address === address))
    .map(({ subject = '', text = '' }) => ({
      subject,
      invitation: text.match(/https?:\S+\/#\/invitation\/\S+/)?.[0] ?? '',
      link: text.match(/https?:\S+\/verify\?\S+/)?.[0] ?? '',
      code: text.match(/\b\d{6}\b/)?.[0] ?? '',
    }));
}

/** Waits for a mail to an address. @param number which one, from 1. */
export async function mailTo(home: string, address: string, number = 1): Promise<ReadMail> {
  await expect.poll(async () => (await mailsTo(home, address)).length).toBeGreaterThanOrEqual(number);
  const mail = (await mailsTo(home, address))[number - 1];
  if (!mail) throw new Error(`${address} got no mail`);
  return mail;
}

/** Waits for an invitation to an address; answers where it leads. @param number which mail, from 1. */
export async function invitationTo(home: string, address: string, number = 1): Promise<string> {
  return (await mailTo(home, address, number)).invitation;
}
