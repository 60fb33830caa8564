// Owns mails of an install without a mail server: each becomes an RFC 5322 file in the outbox folder.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mail, MailError, type Mailer } from './mailer.ts';
import { toMessage } from './message.ts';

/** Folder of the mails of an install. @param home the install's data folder. */
export const outboxFolder = (home: string): string => join(home, 'outbox');

/** @param from sender of every mail, as in a From header. */
export function createOutboxMailer({ home, from }: { home: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' }, { from });
  return {
    async send(mail: Mail) {
      // Taken before anything is waited for: mails stand in the order in which they were sent, not in which they got ready.
      const name = nextName();
      const { message } = await transport.sendMail(toMessage(mail));
      if (!Buffer.isBuffer(message)) throw new MailError('The mail was not built in one piece.');
      try {
        await keep(outboxFolder(home), name, message);
      } catch (cause) {
        throw new MailError(`The mail could not be written to ${outboxFolder(home)}.`, { cause });
      }
    },
  };
}

let sent = 0;

/** Sorts after every name before, also within one millisecond. */
function nextName(): string {
  sent += 1;
  return `${new Date().toISOString().replaceAll(':', '-')}-${String(sent).padStart(9, '0')}-${randomUUID()}`;
}

/** Readers never see half a mail: it gets its name when it is whole. */
async function keep(folder: string, name: string, message: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${name}.part`);
  await writeFile(unfinished, message, { mode: 0o600, flag: 'wx' });
  await rename(unfinished, join(folder, `${name}.eml`));
}
