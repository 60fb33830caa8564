// Owns the mail that invites somebody into an organization.
import { composeMail } from './compose-mail.ts';
import type { Mail } from './mailer.ts';

export interface InvitationMail {
  to: string;
  language: 'en' | 'ru';
  /** Name of the organization. */
  organization: string;
  /** Name of who invites. */
  inviter: string;
  /** Where to accept. */
  link: string;
}

const words = {
  en: {
    subject: '{inviter} invites you to {organization}',
    lead: '{inviter} invites you to work in {organization} on Kith.',
    action: 'See the invitation',
    otherwise:
      'The link works once, for seven days. If you do not know why it came, ignore this mail. Nothing happens.',
  },
  ru: {
    subject: '{inviter} приглашает вас в {organization}',
    lead: '{inviter} приглашает вас работать в {organization} в Kith.',
    action: 'Посмотреть приглашение',
    otherwise:
      'Ссылка подойдёт один раз в течение семи дней. Если вы не знаете, откуда письмо, не обращайте на него внимания. Ничего не произойдёт.',
  },
};

/** Names are the sender's own words: cut, and on one line, so that no letter of its own can be made of them. */
const brief = (name: string) => {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

/** Writes the mail. */
export function invitationMail({ to, language, organization, inviter, link }: InvitationMail): Mail {
  const { subject, lead, action, otherwise } = words[language];
  const fill = (text: string) =>
    text.replace(/\{(inviter|organization)\}/g, (_, name) => brief(name === 'inviter' ? inviter : organization));
  return composeMail({
    to,
    subject: fill(subject),
    language,
    paragraphs: [fill(lead), { action, link }, otherwise],
  });
}
