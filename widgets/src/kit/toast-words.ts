// Owns the phrases of toasts, in English; the Russian ones are loaded when they are spoken.
import { wordsIn } from './words.ts';

export const english = {
  region: 'What just happened (F8)',
  undo: 'Undo',
  undoing: 'Undoing…',
  undone: 'Undone',
  reach: 'Press F8 to reach Undo.',
  dismiss: 'Dismiss',
  changedSince: 'Not undone: somebody has changed the same thing since.',
  tooLate: 'Not undone: it was undone already, or it is too late.',
  notReached: 'Not undone: the server did not answer. Try again.',
  notAllowed: 'Not undone: you are not allowed to.',
  notUndone: 'Not undone, nothing was changed. Reason: {code}.',
};

export type ToastKey = keyof typeof english;
export const toastWords = wordsIn(english, async () => (await import('./toast-words.ru.ts')).russian);
