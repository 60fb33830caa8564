// Owns what the panel does with a question that failed: say so, or turn into the notice that the page must be reloaded.
import { AskError } from '../messages/ask.ts';
import { say } from '../words/words.ts';
import type { PanelStore } from './panel-state.ts';

/** Returns a handler that shows an error in the panel. Errors of our own making are thrown on. */
export const report = (store: PanelStore) => (error: unknown) => {
  if (!(error instanceof AskError)) throw error;
  const sentence = sentences.get(error.code);
  if (error.code === 'gone') store.set({ gone: true, busy: null });
  else if (error.code === 'signed_out') store.set({ status: 'signed-out', busy: null });
  else if (sentence) store.set({ problem: say(sentence), busy: null });
  else if (error.code.startsWith('undo_')) store.set({ problem: say('undoOver'), busy: null });
  else store.set({ problem: say('failed', { reason: error.message }), busy: null });
};

/** What has a sentence of its own. */
const sentences = new Map<string, Parameters<typeof say>[0]>([
  ['undo_conflict', 'undoConflict'],
  ['unreachable', 'offline'],
  ['never_logged', 'neverLogged'],
  ['protected_recipient', 'protectedRecipient'],
]);
