// Owns the Russian phrases of <kith-jobs>.

import { russian as kitRussian } from '../kit/words.ru.ts';
import type { Translation } from '../kit/words.ts';
import type { english } from './words.ts';

export const russian: Translation<typeof english> = {
  ...kitRussian,
  title: 'Задания',
  count: { one: '{count} задание', few: '{count} задания', many: '{count} заданий', other: '{count} задания' },
  queued: 'Ждёт',
  running: 'Идёт',
  done: 'Готово',
  failed: 'Не удалось',
  cancelled: 'Отменено',
  cancelling: 'Останавливается',
  cancel: 'Отменить',
  cancelName: 'Отменить: {name}',
  notCancelled: 'Не удалось отменить. {why}',
  ofTotal: '{done} из {total}',
  sofar: 'уже {done}',
  nothing: 'Заданий пока нет',
  nothingDo: 'Здесь появятся импорт и другая долгая работа и то, как далеко она продвинулась.',
  exportMake: 'Файл для скачивания',
  import: 'Импорт',
  importPlan: 'Просмотр импорта',
  importUndo: 'Отмена импорта',
  bulkContacts: 'Изменение многих людей',
  bulkCompanies: 'Изменение многих компаний',
  bulkDeals: 'Изменение многих сделок',
  undoContacts: 'Отмена изменения многих людей',
  undoCompanies: 'Отмена изменения многих компаний',
  undoDeals: 'Отмена изменения многих сделок',
  mailLevel: 'Уровень ваших сообщений',
  mailLevelUndo: 'Отмена уровня ваших сообщений',
  fieldOptions: 'Поиск по переименованному варианту',
  takeIn: 'Люди нового домена компании',
  takeInUndo: 'Отмена нового домена компании',
  other: 'Задание',
};
