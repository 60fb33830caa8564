// Owns the Russian phrases of toasts.
import type { english } from './toast-words.ts';
import type { Translation } from './words.ts';

export const russian: Translation<typeof english> = {
  region: 'Что сейчас произошло (F8)',
  undo: 'Отменить',
  undoing: 'Отменяется…',
  undone: 'Отменено',
  reach: 'Нажмите F8, чтобы перейти к отмене.',
  dismiss: 'Скрыть',
  changedSince: 'Не отменено: с тех пор это изменил кто-то другой.',
  tooLate: 'Не отменено: уже отменили раньше или прошло слишком много времени.',
  notReached: 'Не отменено: сервер не ответил. Попробуйте снова.',
  notAllowed: 'Не отменено: у вас нет на это прав.',
  notUndone: 'Не отменено, ничего не изменилось. Причина: {code}.',
};
