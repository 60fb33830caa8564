// Owns finding the thread that is on screen: its messages, who wrote them, and which address is mine.
import { all, first, isShown } from '../dom.ts';
import * as select from './selectors.ts';

export interface Mailbox {
  email: string;
  name: string;
}

/** The messages of the open thread in page order; empty when no thread is open. */
export function openMessages(document: Document): Element[] {
  const roots = all(document, select.views).filter(isShown);
  for (const variant of select.messages) {
    const found = roots.flatMap((root) => [...root.querySelectorAll(variant)]).filter(isMessage);
    const outermost = found.filter((element) => !found.some((other) => other !== element && other.contains(element)));
    if (outermost.length > 0) return [...new Set(outermost)];
  }
  return [];
}

const isMessage = (element: Element) =>
  element.closest(select.listRow) === null &&
  element.closest(select.composeBody) === null &&
  element.querySelector('[email]') !== null &&
  !isOnlyDraft(element) &&
  isShown(element);

/** A draft of mine that is open in the thread: the people in it are its recipients, not senders. */
const isOnlyDraft = (element: Element) =>
  element.querySelector(select.composeBody) !== null && first(element, select.body) === null;

/** Who sent a message; null for a draft that is being written. */
export function senderOf(message: Element): Mailbox | null {
  for (const variant of select.sender)
    for (const element of message.querySelectorAll(variant)) {
      const mailbox = mailboxOf(element);
      if (mailbox !== null && !isQuoted(element)) return mailbox;
    }
  return null;
}

export const recipientsOf = (message: Element): Mailbox[] =>
  all(message, select.recipients)
    .filter((element) => !isQuoted(element))
    .flatMap((element) => mailboxOf(element) ?? []);

/** True for people named inside a message's text, such as a forwarded head. */
const isQuoted = (element: Element) => select.body.some((variant) => element.closest(variant) !== null);

const mailPattern = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[^\s@<>()"',;:]+/g;

function mailboxOf(element: Element): Mailbox | null {
  const email = element.getAttribute('email')?.trim().toLowerCase() ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return null;
  return { email, name: element.getAttribute('name')?.trim() ?? '' };
}

/** Tells my mailboxes from others'. */
export interface Own {
  /** False when the page does not say whose account it is: then nobody can tell the sides of a thread apart. */
  isKnown: boolean;
  has(mailbox: Mailbox): boolean;
}

/**
 * Who is signed in: the last address in the title, and the account button, whose label also holds my name. The name
 * finds the mail that I sent from another address of mine. A page without both, such as a window of its own, still
 * calls me "me" among the recipients.
 */
export function ownMailboxes(document: Document, messages: readonly Element[]): Own {
  const label = first(document, select.account)?.getAttribute('aria-label') ?? '';
  const titled = (document.title.match(mailPattern) ?? []).slice(-1);
  const shown = [...titled, ...(label.match(mailPattern) ?? [])].map(clean);
  const addresses = new Set((shown.length > 0 ? shown : calledMe(messages)).map(canonical));
  // "Google Account: Olive Owner (olive@example.org)" in any language: the whole name, not a part of it.
  const parts = new Set(label.split(/[:：()（）\n]/).map((part) => part.trim()));
  const isMyName = (name: string) => name.includes(' ') && parts.has(name);
  return { isKnown: addresses.size > 0, has: ({ email, name }) => addresses.has(canonical(email)) || isMyName(name) };
}

/** What Gmail calls the reader among recipients, in its larger languages. Lower case: a person's name is not. */
const meWords = new Set(
  'me moi mir mich mí mi yo eu mim я мне мені mnie ja mig meg mij ik minä minulle ben bana io mne mně nekem εμένα εγώ אני אלי أنا إلي 自分 나 我 私 tôi saya ฉัน मैं'.split(
    / +/,
  ),
);

const calledMe = (messages: readonly Element[]) =>
  messages.flatMap(recipientsOf).flatMap(({ email, name }) => (meWords.has(name) ? [email] : []));

/** Gmail ignores dots and what follows a plus in its own addresses. */
function canonical(email: string): string {
  const [, local = '', host = ''] = /^([^@+]+)[^@]*@(gmail|googlemail)\.com$/.exec(email) ?? [];
  return host === '' ? email : `${local.replaceAll('.', '')}@gmail.com`;
}

const clean = (email: string) => email.toLowerCase().replace(/[.\s]+$/, '');

/** The fullest name that the open thread shows for an address; empty when it shows the address only. */
export function nameOf(email: string, messages: readonly Element[], preferred: string): string {
  const isName = (name: string) => name !== '' && name.toLowerCase() !== email && !name.includes('@');
  if (isName(preferred)) return preferred;
  const names = messages
    .flatMap((message) => [...message.querySelectorAll(select.people)])
    .filter((element) => mailboxOf(element)?.email === email && !isQuoted(element))
    .map((element) => element.getAttribute('name')?.trim() ?? '')
    .filter(isName);
  return names.reduce((best, name) => (name.length > best.length ? name : best), '');
}
