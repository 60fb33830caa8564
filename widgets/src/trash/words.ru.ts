// Owns the Russian phrases of <kith-trash>.

import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  title: 'Корзина',
  kinds: 'Что удалено',
  people: 'Люди',
  companies: 'Компании',
  deals: 'Сделки',
  count: { one: '{count} удалена', few: '{count} удалены', many: '{count} удалено', other: '{count} удалено' },
  restore: 'Вернуть',
  restoreName: 'Вернуть: {name}',
  restored: 'Возвращено: {name}',
  notRestored: 'Не удалось вернуть: {name}. {why}',
  nothing: 'Здесь пусто',
  nothingDo: 'Удалённое хранится здесь 30 дней, его можно вернуть.',
  goes: {
    one: 'исчезнет через {count} день',
    few: 'исчезнет через {count} дня',
    many: 'исчезнет через {count} дней',
    other: 'исчезнет через {count} дня',
  },
  goesSoon: 'исчезнет сегодня',
  deleted: 'Удалено {when}',
  merges: 'Слияния',
  merged: 'Объединено {when}',
  into: 'теперь в записи «{name}»',
  part: 'Отменить',
  partName: 'Отменить слияние: {name}',
  parted: 'Снова отдельно: {name}',
  notParted: 'Не удалось отменить слияние: {name}. {why}',
  partable: {
    one: 'можно отменить ещё {count} день',
    few: 'можно отменить ещё {count} дня',
    many: 'можно отменить ещё {count} дней',
    other: 'можно отменить ещё {count} дня',
  },
  partableToday: 'можно отменить только сегодня',
  nothingMerged: 'Слияние двух людей или компаний можно отменить здесь в течение 30 дней.',
  changedSince: 'С тех пор кто-то изменил одну из двух записей.',
};
