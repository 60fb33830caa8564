// Owns reading the visible messages of a direct chat for the log. Runs on the user's click only.
import type { PageMessage } from '../../messages/shapes.ts';
import { all, first, isOnScreen, textOf } from '../dom.ts';
import { atClock, type DateContext, pageLanguages, parseClock, parseLocalDay } from '../local-dates.ts';
import { active } from './layers.ts';
import * as select from './selectors.ts';

/** Messages inside the scroll viewport; unsent ones, whose id is not whole, and service lines stay out. */
export function readMessages(document: Document, peerId: string): PageMessage[] {
  const column = first(document, select.middle) ?? document;
  const list = active(all(column, select.list));
  if (list === null) return [];
  const dates: DateContext = { languages: pageLanguages(document), now: new Date() };
  return [...list.querySelectorAll(select.message)].flatMap((message): PageMessage[] => {
    const id = message.getAttribute('data-message-id') ?? '';
    const occurredAt = timeOf(message, dates);
    if (!/^\d+$/.test(id) || occurredAt === null || !isOnScreen(message, list)) return [];
    const text = first(message, select.text);
    return [
      {
        externalId: `${peerId}:${id}`,
        scope: 'account',
        channel: 'telegram',
        threadId: peerId,
        direction: message.matches(select.own) ? 'outbound' : 'inbound',
        ...(text === null ? {} : { body: textOf(text, select.meta) }),
        occurredAt,
      },
    ];
  });
}

function clockText(message: Element): string {
  const element = first(message, select.clock);
  return element === null ? '' : textOf(element, select.imported);
}

/** The page shows a clock time on the message and the day once above a group of messages. */
function timeOf(message: Element, dates: DateContext): string | null {
  const clock = parseClock(clockText(message), dates.languages);
  const group = message.closest(select.dayGroup);
  const label = group && first(group, select.day);
  const day = parseLocalDay(label?.textContent ?? '', dates);
  return clock === null || day === null ? null : atClock(day, clock).toISOString();
}
