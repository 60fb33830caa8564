// Owns the looks of mails about signing in: plain text, and HTML without images, scripts or tracking.
import { type AuthMailKind, authWords, type KindWords } from './auth-words.ts';
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
}

/** Writes the mail. */
export function authMail(mail: AuthMail): Mail {
  const { kinds, lifetime, language } = authWords(mail.locale);
  const words = kinds[mail.kind];
  const lead = words.lead.replace('{site}', () => mail.site).replace('{newEmail}', () => mail.newEmail ?? '');
  const parts = { ...mail, words, lead, language, lifetime: mail.code ? lifetime : '' };
  return { to: mail.to, subject: words.subject, text: toText(parts), html: toHtml(parts) };
}

type Parts = Pick<AuthMail, 'link' | 'code'> & { words: KindWords; lead: string; language: string; lifetime: string };

function toText({ words, lead, link, code, lifetime }: Parts): string {
  const paragraphs = [
    lead,
    link && words.action ? `${words.action}:\n${link}` : '',
    code && words.code ? `${words.code} ${code}` : '',
    [lifetime, words.otherwise].filter(Boolean).join(' '),
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

function toHtml({ words, lead, link, code, language, lifetime }: Parts): string {
  const paragraphs = [
    escapeHtml(lead),
    link && words.action ? `<a href="${escapeHtml(link)}">${escapeHtml(words.action)}</a>` : '',
    code && words.code ? `${escapeHtml(words.code)} <strong>${escapeHtml(code)}</strong>` : '',
    escapeHtml([lifetime, words.otherwise].filter(Boolean).join(' ')),
  ];
  const body = paragraphs
    .filter(Boolean)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(words.subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:2em auto;padding:0 1em">
${body}
</body></html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
