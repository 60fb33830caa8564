// Owns telling what happened together with its way back, and going it.
import { ask } from '../../messages/ask.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';

/** Milliseconds for which the server takes a change back. */
const offered = 10 * 60_000;

/**
 * Says what happened, with Undo in the toast and then in the menu, as long as the person is on screen.
 * @param undoTokens what the change answered; none when nothing changed.
 */
export function tell(panel: Panel, text: string, undoTokens: readonly (string | null)[], isHere: boolean): void {
  const tokens = undoTokens.filter((token) => token !== null);
  if (tokens.length === 0) {
    panel.store.set({ toast: { text } });
    return;
  }
  const undo = () => takeBack(panel, tokens);
  const undoable = { text, undo, until: Date.now() + offered };
  panel.store.set({ toast: { text, undo }, ...(isHere ? { undoable } : {}) });
}

const takeBack = (panel: Panel, undoTokens: string[]) =>
  act(panel, 'other', async () => {
    panel.store.set({ undoable: null });
    await ask('change.undo', { undoTokens });
    panel.store.set({ toast: { text: say('undone') } });
    await panel.subject.refresh();
  });
