// Owns reading the visible bubbles of a direct chat for the log. Runs on the user's click only.
import type { PageMessage, Person } from '../../messages/shapes.ts';
import { first, isOnScreen, textOf } from '../dom.ts';
import * as select from './selectors.ts';

/** Bubbles inside the scroll viewport; unsent ones, whose id is not whole, and service lines stay out. */
export function readMessages(chat: Element, subject: Person): PageMessage[] {
  const viewport = first(chat, select.viewport);
  return [...chat.querySelectorAll(select.bubble)].flatMap((bubble): PageMessage[] => {
    const peerId = bubble.getAttribute('data-peer-id') ?? '';
    const id = bubble.getAttribute('data-mid') ?? '';
    const seconds = Number(bubble.getAttribute('data-timestamp'));
    // A bubble of another peer belongs to the chat that was here before.
    if (`telegram:${peerId}` !== subject.key || !/^\d+$/.test(id) || !(seconds > 0)) return [];
    if (!isOnScreen(bubble, viewport)) return [];
    const text = first(bubble, select.text);
    return [
      {
        externalId: `${peerId}:${id}`,
        scope: 'account',
        channel: 'telegram',
        threadId: peerId,
        direction: bubble.matches(select.own) ? 'outbound' : 'inbound',
        ...(text === null ? {} : { body: textOf(text, select.meta) }),
        occurredAt: new Date(seconds * 1000).toISOString(),
      },
    ];
  });
}
