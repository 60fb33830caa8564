// Owns telling what happened together with its way back, and going it.
import { ask } from '../../messages/ask.ts';
import type { Input } from '../../messages/contract.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';

/** Milliseconds for which the server takes a change back. */
const offered = 10 * 60_000;

interface Change {
  organizationId: string | null;
  undoTokens: readonly (string | null)[];
}

/**
 * Says what happened, with Undo in the toast and then in the menu, as long as the person is on screen.
 * @param change what it answered, no token when nothing changed, and in which organization it was.
 */
export function tell(panel: Panel, text: string, change: Change, isHere: boolean): void {
  const { organizationId } = change;
  const undoTokens = change.undoTokens.filter((token) => token !== null);
  if (undoTokens.length === 0) {
    panel.store.set({ toast: { text } });
    return;
  }
  const undo = () => takeBack(panel, { organizationId, undoTokens });
  const undoable = { text, undo, until: Date.now() + offered };
  panel.store.set({ toast: { text, undo }, ...(isHere ? { undoable } : {}) });
}

const takeBack = (panel: Panel, change: Input<'change.undo'>) =>
  act(panel, 'other', async () => {
    panel.store.set({ undoable: null });
    await ask('change.undo', change);
    panel.store.set({ toast: { text: say('undone') } });
    await panel.subject.refresh();
  });
