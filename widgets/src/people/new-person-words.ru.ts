// Owns the Russian phrases of the form for a new person.

import type { Translation } from '../kit/words.ts';
import type { english } from './new-person-words.ts';

export const russian: Translation<typeof english> = {
  add: 'Добавить человека',
  name: 'Имя',
  email: 'Почта',
  phone: 'Телефон',
  company: 'Компания',
  create: 'Добавить',
  adding: 'Добавляем…',
  cancel: 'Отмена',
  inKith: 'Уже есть в Kith',
  maybeSame: 'Возможно, это',
  sameCompany: 'То же имя и та же компания: {shared}',
  sameDomain: 'То же имя и тот же домен: {shared}',
  samePhone: 'То же имя, номера с одинаковым концом: {shared}',
  show: 'Показать',
  showName: 'Показать: {name}',
  itIsThem: 'Это он(а)',
  itIs: 'Это он(а): {name}',
  restore: 'Вернуть',
  restoreName: 'Вернуть: {name}',
  wasDeleted: 'Запись была удалена',
  added: 'Добавлено: {name}',
  addedTo: 'Добавлено к контакту: {name}',
  alreadyThere: '{name} уже есть в Kith',
  severalPeople: 'Не сохранено: адреса принадлежат разным людям. Уберите лишнее или сначала объедините записи.',
  notSaved: 'Не сохранено: сервер не ответил. Написанное осталось; добавьте ещё раз.',
  refused: 'Не сохранено. Причина: {code}.',
};
