// Owns mails that leave through an SMTP server.
import { createTransport } from 'nodemailer';
import { type Mail, MailError, type Mailer } from './mailer.ts';
import { toMessage } from './message.ts';

/** Milliseconds after which a server that does not answer is given up. */
const patience = 15_000;

/** @param url `smtp://user:password@host:port` or `smtps://…`. @param from sender of every mail, as in a From header. */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  const transport = createTransport({ url, ...limits }, { from });
  return {
    async send(mail: Mail) {
      await transport.sendMail(toMessage(mail)).catch((cause: unknown) => {
        throw new MailError('The mail server did not take the mail.', { cause });
      });
    },
  };
}
