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
  isShown(element);

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
 * finds the mail that I sent from another address of mine.
 */
export function ownMailboxes(document: Document): Own {
  const label = first(document, select.account)?.getAttribute('aria-label') ?? '';
  const titled = (document.title.match(mailPattern) ?? []).slice(-1);
  const addresses = new Set([...titled, ...(label.match(mailPattern) ?? [])].map(clean));
  const isMyName = (name: string) => name.includes(' ') && label.includes(name);
  return { isKnown: addresses.size > 0, has: ({ email, name }) => addresses.has(email) || isMyName(name) };
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
