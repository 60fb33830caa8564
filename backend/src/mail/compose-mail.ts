// Owns the looks of mails: plain text, and HTML without images, scripts or tracking.
import type { Mail } from './mailer.ts';

/** Text; a link under its words; or a code after its words. */
export type Paragraph = string | { action: string; link: string } | { words: string; code: string };

export interface Composition {
  to: string;
  subject: string;
  /** Language of the words: `en`. */
  language: string;
  /** Empty ones are left out. */
  paragraphs: Paragraph[];
}

/** Writes the mail. */
export function composeMail({ to, subject, language, paragraphs }: Composition): Mail {
  const filled = paragraphs.filter((paragraph) => paragraph !== '');
  const body = filled.map((paragraph) => `<p>${toHtml(paragraph)}</p>`).join('\n');
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:2em auto;padding:0 1em">
${body}
</body></html>
`;
  return { to, subject, text: `${filled.map(toText).join('\n\n')}\n`, html };
}

function toText(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return paragraph;
  return 'link' in paragraph ? `${paragraph.action}:\n${paragraph.link}` : `${paragraph.words} ${paragraph.code}`;
}

function toHtml(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return escapeHtml(paragraph);
  return 'link' in paragraph
    ? `<a href="${escapeHtml(paragraph.link)}">${escapeHtml(paragraph.action)}</a>`
    : `${escapeHtml(paragraph.words)} <strong>${escapeHtml(paragraph.code)}</strong>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
