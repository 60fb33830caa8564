// Telegram Web A: the person is the peer of the chat in the middle column's header; groups and channels are nobody.
import { all, first, textOf } from '../dom.ts';
import type { Reading, SiteAdapter } from '../site-adapter.ts';
import { watchPage } from '../watch-page.ts';
import { active } from './layers.ts';
import { readMessages } from './messages.ts';
import * as select from './selectors.ts';

export const telegramA: SiteAdapter = {
  id: 'telegram-a',
  matches: (url) => url.hostname === 'web.telegram.org' && url.pathname.startsWith('/a/'),
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
    const id = peerOnScreen(document)?.id ?? '';
    return subject.key === `telegram:${id}` ? readMessages(document, id) : [];
  },
};

/** Telegram's own accounts, such as the ones of notices, login codes and replies: no person. */
const serviceIds = new Set(['777000', '42777', '489000', '1271266957', '2666000']);
const personId = /^[1-9]\d*$/;

function read(document: Document, url: URL): Reading {
  const peer = peerOnScreen(document);
  // A header without a peer is a list of comments, pinned or scheduled messages: nobody, and nothing is missing.
  if (peer === null) return { subject: null, limited: personId.test(addressedPeer(url)) && !hasHeader(document) };
  // The header wins over the address, which may be empty or still name the chat before.
  if (!personId.test(peer.id) || serviceIds.has(peer.id) || peer.isNobody) return { subject: null, limited: false };
  const key = `telegram:${peer.id}`;
  return { subject: { key, name: peer.name, points: [{ kind: 'telegram', value: peer.id }] }, limited: false };
}

const addressedPeer = (url: URL) => url.hash.slice(1).split(/[_?]/)[0] ?? '';

const hasHeader = (document: Document) => active(all(document, select.bareTitle)) !== null;

function peerOnScreen(document: Document): { id: string; name: string; isNobody: boolean } | null {
  const column = first(document, select.middle) ?? document;
  const info = active(all(column, select.chatInfo));
  const avatar = info && first(info, select.avatar);
  const id = avatar?.getAttribute('data-peer-id');
  if (!info || !avatar || !id) return null;
  const title = first(info, select.name);
  const isNobody = avatar.matches(select.nobody) || avatar.querySelector(select.nobody) !== null;
  return { id, name: title === null ? '' : textOf(title).replace(/\s+/g, ' '), isNobody };
}
