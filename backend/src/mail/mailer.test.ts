import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from './create-mailer.ts';
import { MailError, type Mailer } from './mailer.ts';
import { outboxFolder } from './outbox-mailer.ts';
import { startMailServer } from './testing/mail-server.ts';
import { readOutbox } from './testing/read-outbox.ts';

const from = 'Kith <kith@firm.example>';

interface Driver {
  mailer: Mailer;
  received(): Promise<Email[]>;
  close(): Promise<void>;
}

const drivers: Record<string, () => Promise<Driver>> = {
  async outbox() {
    const home = await mkdtemp(join(tmpdir(), 'kith-mail-'));
    return {
      mailer: createMailer({ home, MAIL_FROM: from, SMTP_URL: undefined }),
      received: () => readOutbox(home),
      close: () => rm(home, { recursive: true }),
    };
  },
  async smtp() {
    const server = await startMailServer();
    return {
      mailer: createMailer({ home: '/nowhere', MAIL_FROM: from, SMTP_URL: server.url }),
      received: async () => server.received,
      close: server.close,
    };
  },
};

describe.each(Object.entries(drivers))('mails through %s', (_name, open) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await open();
  });
  afterAll(() => driver.close());

  it('arrive whole: sender, one reader, subject and both texts in any script', async () => {
    const text = 'Здравствуйте, Ada.\n\n.\nA line that is a dot stays.\n';
    const html = '<p>Здравствуйте, <b>Ada</b></p>';
    await driver.mailer.send({ to: 'ada@people.example', subject: 'Код входа: 123456', text, html });
    const mail = (await driver.received()).at(-1);
    expect(mail).toMatchObject({
      from: { name: 'Kith', address: 'kith@firm.example' },
      to: [{ address: 'ada@people.example' }],
      subject: 'Код входа: 123456',
    });
    expect(mail?.text?.trim()).toBe(text.trim());
    expect(mail?.html?.trim()).toBe(html);
    expect(mail?.messageId).toMatch(/^<.+@.+>$/);
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('go out as plain text alone when they have no HTML', async () => {
    await driver.mailer.send({ to: 'bob@people.example', subject: 'Plain', text: 'Only words.' });
    const mail = (await driver.received()).at(-1);
    expect([mail?.text?.trim(), mail?.html]).toEqual(['Only words.', undefined]);
  });

  it('cannot be given headers or readers through a subject or an address', async () => {
    const before = (await driver.received()).length;
    await driver.mailer.send({
      to: 'eve@people.example',
      subject: 'Hello\r\nBcc: mallory@people.example',
      text: 'x',
    });
    await driver.mailer
      .send({ to: 'eve@people.example, mallory@people.example', subject: 'Two', text: 'x' })
      .catch((error: unknown) => expect(error).toBeInstanceOf(MailError));
    const mails = (await driver.received()).slice(before);
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      expect(mail.bcc ?? []).toEqual([]);
      expect(mail.to ?? []).toHaveLength(1);
    }
  });

  it('keep their order of sending', async () => {
    for (const subject of ['one', 'two', 'three']) {
      await driver.mailer.send({ to: 'order@people.example', subject, text: subject });
    }
    const mine = (await driver.received()).filter(({ to }) => to?.[0]?.address === 'order@people.example');
    expect(mine.map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
  });
});

describe('a mail that is not taken', () => {
  it('says so for a mail server that refuses the reader, and for one that is not there', async () => {
    const server = await startMailServer();
    const { mailer } = { mailer: createMailer({ home: '/nowhere', MAIL_FROM: from, SMTP_URL: server.url }) };
    const mail = { to: 'refused@people.example', subject: 'No', text: 'No' };
    await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailError);
    expect(server.received).toEqual([]);
    await server.close();
    await expect(mailer.send({ ...mail, to: 'ada@people.example' })).rejects.toBeInstanceOf(MailError);
  });

  it('says so for a folder that cannot be written', async () => {
    const mailer = createMailer({ home: '/dev/null', MAIL_FROM: from, SMTP_URL: undefined });
    await expect(mailer.send({ to: 'a@people.example', subject: 'No', text: 'No' })).rejects.toBeInstanceOf(MailError);
  });
});

describe('the outbox', () => {
  it('is nobody else’s to read', async () => {
    const home = await mkdtemp(join(tmpdir(), 'kith-mail-'));
    const mailer = createMailer({ home, MAIL_FROM: from, SMTP_URL: undefined });
    await mailer.send({ to: 'ada@people.example', subject: 'Secret', text: '123456' });
    const folder = outboxFolder(home);
    const [name = ''] = await readdir(folder);
    const modes = [(await stat(folder)).mode, (await stat(join(folder, name))).mode];
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o700, 0o600]);
    await rm(home, { recursive: true });
  });
});
