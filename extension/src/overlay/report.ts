// Owns what the panel does with a question that failed: say so, or turn into the notice that the page must be reloaded.
import { AskError } from '../messages/ask.ts';
import { say } from '../words/words.ts';
import type { PanelStore } from './panel-state.ts';

/** Returns a handler that shows an error in the panel. Errors of our own making are thrown on. */
export const report = (store: PanelStore) => (error: unknown) => {
  if (!(error instanceof AskError)) throw error;
  if (error.code === 'gone') store.set({ gone: true, busy: null });
  else if (error.code === 'signed_out') store.set({ status: 'signed-out', busy: null });
  else if (error.code === 'undo_conflict') store.set({ problem: say('undoConflict'), busy: null });
  else if (error.code.startsWith('undo_')) store.set({ problem: say('undoOver'), busy: null });
  else if (error.code === 'unreachable') store.set({ problem: say('offline'), busy: null });
  else store.set({ problem: say('failed', { reason: error.message }), busy: null });
};
