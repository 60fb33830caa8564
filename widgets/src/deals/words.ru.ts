// Owns the Russian phrases of <kith-deals>.
import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  deals: 'Сделки',
  none: 'Сделок пока нет.',
  noneDo: 'Они появятся здесь, когда эту запись добавят в сделку.',
};
