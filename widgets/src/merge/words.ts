// Owns the English phrases of <kith-merge>; the Russian ones are loaded when they are spoken.
import { english as comparisonEnglish } from '../duplicates/words.ts';
import { wordsIn } from '../kit/words.ts';

export const english = {
  ...comparisonEnglish,
  mergeTitle: 'Merge with another',
  findPerson: 'Merge with… (name of a person)',
  findCompany: 'Merge with… (name of a company)',
  nobody: 'Nobody found',
  itself: 'That is the record itself. Choose another one.',
};

export const mergeWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
