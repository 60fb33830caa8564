// Owns the English phrases of what <kith-contact> paints first; the Russian ones are loaded when they are spoken.
import { wordsIn } from '../kit/words-in.ts';

export const english = {
  contact: 'Contact',
  reach: 'How to reach them',
  newTab: '{value}, opens a new tab',
  email: 'Email',
  phone: 'Phone',
  url: 'Web page',
  telegram: 'Telegram',
  linkedin: 'LinkedIn',
  notLoaded: 'The rest of the card did not load.',
  retry: 'Retry',
};

export type ContactKey = keyof typeof english;
export const contactWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
