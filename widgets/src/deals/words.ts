// Owns the English phrases of <kith-deals>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  deals: 'Deals',
  none: 'No deals yet.',
  noneDo: 'They appear here when this record is added to one.',
};

export type DealsKey = keyof typeof english;
export const dealsWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
