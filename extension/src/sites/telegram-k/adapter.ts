// Telegram Web K: the person is the peer of the active chat's top bar; groups and channels are nobody.
import { first, textOf } from '../dom.ts';
import type { Reading, SiteAdapter } from '../site-adapter.ts';
import { watchPage } from '../watch-page.ts';
import { readMessages } from './messages.ts';
import * as select from './selectors.ts';

export const telegramK: SiteAdapter = {
  id: 'telegram-k',
  matches: (url) => url.hostname === 'web.telegram.org' && url.pathname.startsWith('/k/'),
  read,
  watch: (document, signal, onChange) => watchPage(document, signal, onChange, select.watched),
  anchor: (document) => ({
    below: first(document, select.header),
    beside: null,
    above: first(document, select.footer),
  }),
  obstacles: () => [],
  composer: (document) => {
    const field = first(document, select.composer);
    return field instanceof HTMLElement ? field : null;
  },
  messages: (document, subject) => {
    const chat = first(document, select.chat);
    return chat === null ? [] : readMessages(chat, subject);
  },
};

/** Telegram's own accounts, such as the ones of notices, login codes and replies: no person. */
const serviceIds = new Set(['777000', '42777', '489000', '1271266957', '2666000']);
const personId = /^[1-9]\d*$/;

function read(document: Document, url: URL): Reading {
  const address = url.hash.slice(1).split(/[?&/]/)[0] ?? '';
  const chat = first(document, select.chat);
  const bar = chat && first(chat, select.title);
  // A title without a peer is a list of comments, pinned or scheduled messages: nobody, and nothing is missing.
  if (bar === null || bar.childNodes.length === 0)
    return { subject: null, limited: /^([1-9]\d*|@\w{4,})$/.test(address) };
  const title = first(bar, select.peer);
  const id = title?.getAttribute('data-peer-id') ?? '';
  const isPerson = title !== null && personId.test(id) && !serviceIds.has(id) && !title.matches(select.ownNotes);
  if (!isPerson || title.querySelector(select.ownWords) !== null) return { subject: null, limited: false };
  // Not the user name of the address: it changes before or after the title does, and may name somebody else.
  const name = textOf(title, select.titleIcons).replace(/\s+/g, ' ');
  return { subject: { key: `telegram:${id}`, name, points: [{ kind: 'telegram', value: id }] }, limited: false };
}
