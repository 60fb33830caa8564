// Owns the Russian phrases of <kith-search>.

import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  label: 'Поиск по всему',
  hint: 'Люди, компании, сделки, заметки',
  hintShort: 'Поиск',
  clear: 'Сбросить поиск',
  results: 'Результаты',
  found: {
    one: '{count} результат',
    few: '{count} результата',
    many: '{count} результатов',
    other: '{count} результата',
  },
  searching: 'Идёт поиск',
  contact: 'Люди',
  company: 'Компании',
  deal: 'Сделки',
  note: 'Заметки',
  message: 'Сообщения',
  recentContacts: 'Недавно активные',
  recentDeals: 'Новые сделки',
  more: 'Есть ещё. Уточните запрос.',
  similar: 'Точно так ничего не написано. Похожее:',
  nothing: 'По запросу «{query}» ничего не найдено',
  nothingDo: 'Попробуйте начало слова, часть адреса или несколько цифр номера.',
  nothingYet: 'Пока нечего показать',
  nothingYetDo: 'Люди и сделки появятся здесь, как только они будут.',
  noteOn: 'Заметка: {title}',
};
