// Owns the Russian phrases that every widget needs.

import type { english, Translation } from './words.ts';

export const russian: Translation<typeof english> = {
  retry: 'Повторить',
  showMore: 'Показать ещё',
  loadingMore: 'Загружается…',
  moreFailed: 'Следующие строки не пришли. Повторить',
  notLive: 'Без обновлений',
  notLiveWhy: 'Живое соединение прервано. Данные могли устареть; они догонят сами.',
  unreachable: 'Сервер не ответил',
  unreachableDo: 'Ничего не потеряно. Проверьте соединение и повторите.',
  originNotAllowed: 'Этой странице пока нельзя показывать Kith',
  originNotAllowedDo: 'В Kith, в разделе «Встраивание», добавьте {origin} в разрешённые адреса этого ключа.',
  keyUnknown: 'Ключ встраивания этой страницы неизвестен',
  keyUnknownDo: 'Возможно, его отозвали. Скопируйте новый код из Kith, раздел «Встраивание».',
  notNamed: 'Ключ этой страницы не открывает этот виджет',
  notNamedDo: 'В Kith, в разделе «Встраивание», создайте ключ, где он указан.',
  noSession: 'Виджет не подключён к Kith',
  noSessionDo: 'Добавьте на страницу kith.js с data-key или ответьте на событие kith-session.',
  signedOut: 'Сеанс закончился',
  signedOutDo: 'Войдите снова, чтобы продолжить. Ничего не потеряно.',
  forbidden: 'У вас нет доступа к этим данным',
  forbiddenDo: 'Попросите доступ у владельца организации.',
  failed: 'Сервер не смог ответить',
  failedDo: 'Ничего не потеряно. Повторите; если не поможет, сообщите тем, кто ведёт Kith: {code}.',
};
