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

/** Telegram's own account, which sends login codes: no person. */
const serviceId = '777000';
const personId = /^[1-9]\d*$/;

function read(document: Document, url: URL): Reading {
  const address = url.hash.slice(1).split(/[?&_/]/)[0] ?? '';
  const name = url.hash.slice(1).split(/[?&/]/)[0] ?? '';
  const username = /^@\w{4,}$/.test(name) ? name : null;
  const chat = first(document, select.chat);
  const title = chat && first(chat, select.peer);
  const id = title?.getAttribute('data-peer-id') ?? null;
  if (title === null || id === null) return { subject: null, limited: personId.test(address) || username !== null };
  if (!personId.test(id) || id === serviceId || title.querySelector(select.ownWords) !== null)
    return { subject: null, limited: false };
  const points = [id, ...(username === null ? [] : [username])].map((value) => ({ kind: 'telegram' as const, value }));
  const shown = textOf(title, select.titleIcons).replace(/\s+/g, ' ');
  return { subject: { key: `telegram:${id}`, name: shown, points }, limited: false };
}
