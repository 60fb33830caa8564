// Owns the Russian phrases of <kith-merge>.
import { russian as comparisonRussian } from '../duplicates/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...comparisonRussian,
  mergeTitle: 'Объединить с другой записью',
  findPerson: 'Объединить с… (имя человека)',
  findCompany: 'Объединить с… (название компании)',
  nobody: 'Ничего не найдено',
  itself: 'Это та же самая запись. Выберите другую.',
};
