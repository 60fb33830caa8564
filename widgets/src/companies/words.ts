// Owns the English phrases of <kith-companies>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  companies: 'Companies',
  searchLabel: 'Search companies',
  searchHint: 'Name or domain',
  sortLabel: 'Order',
  byName: 'By name',
  byActivity: 'Last active',
  byCreation: 'Newest',
  found: { one: '{count} company shown', other: '{count} companies shown' },
  none: 'No companies yet',
  noneDo: 'A company appears here when somebody who works there is captured, or when you add one.',
  noMatch: 'No company matches “{search}”',
  noMatchDo: 'Try a part of the name or the domain.',
  add: 'Add company',
  name: 'Name',
  domain: 'Domain',
  create: 'Add',
  cancel: 'Cancel',
  notSaved: 'Not saved: the server did not answer. What you wrote is kept; add it again.',
  domainTaken: 'Another company has this domain.',
  refused: 'Not saved. Reason: {code}.',
  lastInteraction: 'Last interaction {when}',
};

export type CompaniesKey = keyof typeof english;
export const companiesWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
