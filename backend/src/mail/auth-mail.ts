// Owns what mails about signing in are made of.
import { type AuthMailKind, authWords } from './auth-words.ts';
import { composeMail } from './compose-mail.ts';
import type { Mail } from './mailer.ts';

export interface AuthMail {
  kind: AuthMailKind;
  to: string;
  /** Locale of the reader, as kept with the user: `ru`, `en-GB`. Anything unknown gets English. */
  locale: unknown;
  /** Address of the portal, named in the text. */
  site: string;
  /** Where the mail's link leads. */
  link?: string;
  /** Six digits. */
  code?: string;
  /** The address that an account is to move to. */
  newEmail?: string;
  /** The address that it has. */
  oldEmail?: string;
}

/** Writes the mail. */
export function authMail(mail: AuthMail): Mail {
  const { kinds, lifetime, language } = authWords(mail.locale);
  const words = kinds[mail.kind];
  const told: Record<string, string | undefined> = {
    site: mail.site,
    newEmail: mail.newEmail,
    oldEmail: mail.oldEmail,
  };
  const lead = words.lead.replaceAll(/\{(\w+)\}/g, (_, name: string) => told[name] ?? '');
  return composeMail({
    to: mail.to,
    subject: words.subject,
    language,
    paragraphs: [
      lead,
      mail.link && words.action ? { action: words.action, link: mail.link } : '',
      mail.code && words.code ? { words: words.code, code: mail.code } : '',
      [mail.code ? lifetime : '', words.otherwise].filter(Boolean).join(' '),
    ],
  });
}
