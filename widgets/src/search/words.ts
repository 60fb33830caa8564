// Owns the English phrases of <kith-search>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  label: 'Search everything',
  hint: 'Search people, companies, deals, notes',
  hintShort: 'Search',
  clear: 'Clear search',
  results: 'Results',
  found: { one: '{count} result', other: '{count} results' },
  searching: 'Searching',
  contact: 'People',
  company: 'Companies',
  deal: 'Deals',
  note: 'Notes',
  message: 'Messages',
  recentContacts: 'Active last',
  recentDeals: 'Newest deals',
  more: 'There are more. Type on to narrow them down.',
  similar: 'Nothing is spelled like this. These come close:',
  nothing: 'Nothing found for “{query}”',
  nothingDo: 'Try the beginning of a word, a part of an address, or a few digits of a number.',
  nothingYet: 'Nothing to show yet',
  nothingYetDo: 'People and deals appear here as soon as there are some.',
  noteOn: 'Note: {title}',
};

export type SearchKey = keyof typeof english;
export const searchWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
