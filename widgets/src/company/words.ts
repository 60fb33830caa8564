// Owns the English phrases of <kith-company>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  company: 'Company',
  nothing: 'No company selected',
  nothingDo: 'Pick a company to see who works there.',
  missing: 'This company is not here',
  missingDo: 'It may belong to another organization.',
  deleted: '{name} was deleted',
  deletedDo: 'Nothing is lost: its people stay, and it can be restored.',
  restore: 'Restore',
  people: 'People',
  peopleCount: { one: '{count} person', other: '{count} people' },
  deals: { one: '{count} open deal', other: '{count} open deals' },
  nobody: 'Nobody known here yet',
  nobodyDo: 'People appear here when they are captured with this company or its mail domain.',
  past: 'until {when}',
  formerly: 'worked here',
  newTab: '{value}, opens a new tab',
  lastInteraction: 'Last interaction {when}',
  reach: 'How to reach them',
};

export type CompanyKey = keyof typeof english;
export const companyWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
