// Owns the Russian phrases of <kith-companies>.
import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  companies: 'Компании',
  searchLabel: 'Поиск компаний',
  searchHint: 'Название или домен',
  sortLabel: 'Порядок',
  byName: 'По названию',
  byActivity: 'По активности',
  byCreation: 'Новые',
  found: {
    one: 'Показана {count} компания',
    few: 'Показаны {count} компании',
    many: 'Показано {count} компаний',
    other: 'Показано {count} компании',
  },
  none: 'Компаний пока нет',
  noneDo: 'Компания появится здесь, когда кто-то сохранит её сотрудника или вы добавите её сами.',
  noMatch: 'Нет компании по запросу «{search}»',
  noMatchDo: 'Попробуйте часть названия или домен.',
  add: 'Добавить компанию',
  name: 'Название',
  domain: 'Домен',
  create: 'Добавить',
  cancel: 'Отмена',
  notSaved: 'Не сохранено: сервер не ответил. Написанное вами осталось здесь; добавьте ещё раз.',
  domainTaken: 'Этот домен у другой компании.',
  refused: 'Не сохранено. Причина: {code}.',
  lastInteraction: 'Последнее общение {when}',
};
