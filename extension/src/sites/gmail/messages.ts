// Owns reading the loaded messages of a thread for the log. Runs on the user's click only.
import type { PageMessage, Person } from '../../messages/shapes.ts';
import { first, isShown, textOf } from '../dom.ts';
import { type DateContext, pageLanguages, parseLocalDateTime } from '../local-dates.ts';
import * as select from './selectors.ts';
import { openMessages, ownMailboxes, senderOf } from './thread.ts';

/** The expanded messages that the subject or the signed-in account sent. */
export function readMessages(document: Document, subject: Person): PageMessage[] {
  const messages = openMessages(document);
  const own = ownMailboxes(document, messages);
  const head = threadHead(document, messages);
  const dates: DateContext = { languages: pageLanguages(document), now: new Date() };
  return messages.flatMap((message): PageMessage[] => {
    const sender = senderOf(message);
    if (sender === null) return [];
    const direction = own.has(sender) ? 'outbound' : `email:${sender.email}` === subject.key ? 'inbound' : null;
    const externalId = idOf(message);
    const occurredAt = timeOf(message, dates);
    const text = first(message, select.body);
    if (direction === null || externalId === null || occurredAt === null || text === null || isDraft(message))
      return [];
    // A forwarded message is a quote and nothing else.
    const body = textOf(text, select.quoted) || textOf(text);
    return [{ externalId, scope: 'account', channel: 'email', direction, body, occurredAt, ...head }];
  });
}

/** A draft in the thread: its text is still being written. An inline reply under a message has its own textbox too. */
function isDraft(message: Element): boolean {
  const text = first(message, select.body);
  return text !== null && text.closest(select.composeBody) !== null;
}

function idOf(message: Element): string | null {
  const part = (name: string) =>
    (message.hasAttribute(name) ? message : message.querySelector(`[${name}]`))?.getAttribute(name)?.replace(/^#/, '');
  return part('data-legacy-message-id') || part('data-message-id') || null;
}

function threadHead(document: Document, messages: readonly Element[]): { subject?: string; threadId?: string } {
  const view = messages[0]?.closest(select.views.join()) ?? document;
  const shown = (variants: readonly string[]) =>
    variants
      .flatMap((variant) => [...view.querySelectorAll(variant)])
      .find(
        (element) =>
          element.closest(select.listRow) === null && isShown(element) && !messages.some((m) => m.contains(element)),
      );
  const subject = shown(select.subject)?.textContent?.trim();
  const thread = shown(select.thread);
  const threadId = thread?.getAttribute('data-legacy-thread-id') ?? thread?.getAttribute('data-thread-perm-id');
  return { ...(subject ? { subject: subject.slice(0, 2000) } : {}), ...(threadId ? { threadId } : {}) };
}

/** The written time, else the one in the message's id: its upper bits are milliseconds since 1970. */
function timeOf(message: Element, dates: DateContext): string | null {
  const element = first(message, select.time);
  for (const text of [element?.getAttribute('title'), element?.getAttribute('alt'), element?.textContent]) {
    const written = text ? parseLocalDateTime(text, dates) : null;
    if (written !== null) return written.toISOString();
  }
  return timeOfId(message.getAttribute('data-legacy-message-id'), dates.now);
}

/** The moment in a legacy id; null when it is not between 2004 and tomorrow. */
export function timeOfId(id: string | null, now: Date): string | null {
  if (id === null || !/^[0-9a-f]{10,16}$/i.test(id)) return null;
  const milliseconds = Number(BigInt(`0x${id}`) >> 20n);
  const isLikely = milliseconds > Date.UTC(2004, 0, 1) && milliseconds < now.getTime() + 86_400_000;
  return isLikely ? new Date(milliseconds).toISOString() : null;
}
