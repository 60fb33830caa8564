// Owns the English phrases of <kith-people>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  people: 'People',
  searchLabel: 'Search people',
  searchHint: 'Name, company or address',
  found: { one: '{count} person shown', other: '{count} people shown' },
  searching: 'Searching',
  nobody: 'Nobody here yet',
  nobodyDo: 'People appear here the moment somebody captures them.',
  noMatch: 'Nobody matches “{search}”',
  noMatchDo: 'Try a part of the name, the company or an address.',
  clear: 'Clear search',
  add: 'Add person',
  lastInteraction: 'Last interaction {when}',
  nextTask: 'Next task {when}',
  never: 'No interaction yet',
  strength: 'Known {grade} of 5',
};

export type PeopleKey = keyof typeof english;
export const peopleWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
