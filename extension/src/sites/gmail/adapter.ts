// Gmail: the person is the other side of the open thread, in conversation view, reading pane or a thread of its own.
import { all, first, isShown } from '../dom.ts';
import type { Person, Reading, SiteAdapter } from '../site-adapter.ts';
import { watchPage } from '../watch-page.ts';
import { readMessages } from './messages.ts';
import * as select from './selectors.ts';
import { type Mailbox, nameOf, type Own, openMessages, ownMailboxes, recipientsOf, senderOf } from './thread.ts';

export const gmail: SiteAdapter = {
  id: 'gmail',
  matches: (url) => url.hostname === 'mail.google.com',
  read,
  watch: (document, signal, onChange) => watchPage(document, signal, onChange, select.watched),
  anchor: (document) => ({
    below: first(document, select.header),
    beside: all(document, select.sideColumn).find(isShown) ?? null,
    above: null,
  }),
  obstacles: (document) =>
    all(document, select.composeWindow).filter(
      (window) => window.querySelector(select.composeParts) !== null && isShown(window),
    ),
  composer: (document) => {
    const fields = [...document.querySelectorAll<HTMLElement>(select.composeBody)].filter(isShown);
    return fields.find((field) => field === document.activeElement) ?? fields.at(-1) ?? null;
  },
  messages: readMessages,
};

function read(document: Document, url: URL): Reading {
  const messages = openMessages(document);
  const own = ownMailboxes(document, messages);
  // Without my own address nobody can tell the other side of a thread from me.
  const other = own.isKnown ? otherSide(messages, own) : null;
  if (other !== null) return { subject: personOf(other, messages), limited: false };
  const mine = own.isKnown && messages.some((message) => senderOf(message) !== null);
  return { subject: null, limited: !mine && (messages.length > 0 || namesThread(url)) };
}

/** The last sender who is not me; when I wrote everything, the first recipient who is not me. */
function otherSide(messages: readonly Element[], own: Own): Mailbox | null {
  const newestFirst = [...messages].reverse();
  const isOther = (mailbox: Mailbox | null): mailbox is Mailbox => mailbox !== null && !own.has(mailbox);
  return (
    newestFirst.map(senderOf).find(isOther) ??
    newestFirst.flatMap((message) => recipientsOf(message)).find(isOther) ??
    null
  );
}

function personOf({ email, name }: Mailbox, messages: readonly Element[]): Person {
  return { key: `email:${email}`, name: nameOf(email, messages, name), points: [{ kind: 'email', value: email }] };
}

/** Views whose address has an argument before the thread's id: `#label/work/<id>`. */
const withArgument = /^#(label|search|category|advanced-search|section_query|create-?filter)\//;

/** Views without mail. */
const noMail = /^#(settings|chat|meet|contacts?)\b/;

function namesThread({ hash, searchParams }: URL): boolean {
  // A window of its own.
  if (searchParams.has('th')) return true;
  if (noMail.test(hash)) return false;
  const parts = hash.split('?')[0]?.split('/') ?? [];
  const last = parts.at(-1) ?? '';
  return parts.length > (withArgument.test(hash) ? 2 : 1) && /^(\w{20,}|[0-9a-f]{16}|thread-\w.*)$/.test(last);
}
