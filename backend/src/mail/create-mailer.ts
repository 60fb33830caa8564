// Owns which way mails leave this install: by SMTP where a server is set, else into the outbox folder.
import type { Env } from '../env.ts';
import type { Mailer } from './mailer.ts';
import { createOutboxMailer } from './outbox-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** Builds the mailer that the settings ask for. */
export function createMailer(env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'home'>): Mailer {
  const from = env.MAIL_FROM;
  return env.SMTP_URL ? createSmtpMailer({ url: env.SMTP_URL, from }) : createOutboxMailer({ home: env.home, from });
}
