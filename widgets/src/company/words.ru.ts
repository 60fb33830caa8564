// Owns the Russian phrases of <kith-company>.
import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  company: 'Компания',
  nothing: 'Компания не выбрана',
  nothingDo: 'Выберите компанию, чтобы увидеть, кто в ней работает.',
  missing: 'Такой компании здесь нет',
  missingDo: 'Возможно, она в другой организации.',
  deleted: 'Компания «{name}» удалена',
  deletedDo: 'Ничего не потеряно: её люди остаются, и её можно вернуть.',
  restore: 'Вернуть',
  people: 'Люди',
  peopleCount: { one: '{count} человек', few: '{count} человека', many: '{count} человек', other: '{count} человека' },
  deals: {
    one: '{count} открытая сделка',
    few: '{count} открытые сделки',
    many: '{count} открытых сделок',
    other: '{count} открытой сделки',
  },
  nobody: 'Здесь пока никого',
  nobodyDo: 'Люди появятся здесь, когда их сохранят с этой компанией или с её почтовым доменом.',
  past: 'до {when}',
  formerly: 'работал здесь',
  newTab: '{value}, откроется в новой вкладке',
  lastInteraction: 'Последнее общение {when}',
  reach: 'Как связаться',
};
