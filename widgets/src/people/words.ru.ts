// Owns the Russian phrases of <kith-people>.

import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  people: 'Люди',
  searchLabel: 'Поиск людей',
  searchHint: 'Имя, компания или адрес',
  found: {
    one: 'Показан {count} человек',
    few: 'Показаны {count} человека',
    many: 'Показано {count} человек',
    other: 'Показано {count} человека',
  },
  searching: 'Идёт поиск',
  nobody: 'Здесь пока никого нет',
  nobodyDo: 'Люди появятся здесь, как только их кто-нибудь сохранит.',
  noMatch: 'По запросу «{search}» никого нет',
  noMatchDo: 'Попробуйте часть имени, компанию или адрес.',
  clear: 'Сбросить поиск',
  add: 'Добавить человека',
  lastInteraction: 'Последний контакт: {when}',
  nextTask: 'Следующая задача: {when}',
  never: 'Контактов ещё не было',
  strength: 'Знакомство: {grade} из 5',
};
