// Owns logging: the one moment at which message text is read, because the person pressed the button.
import { ask } from '../../messages/ask.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';
import { tell } from './undo.ts';

/** Reads the loaded messages of the person on screen and stores the ones that Kith does not have. */
export const log = (panel: Panel) =>
  act(panel, 'log', async (isHere) => {
    const { store, adapter } = panel;
    // The page may have moved on since it last told of a change.
    panel.subject.take(adapter.read(document, new URL(location.href)));
    const { subject, contact, organizationId } = store.state;
    if (!isHere() || subject === null || contact === null) return;
    const messages = adapter.messages(document, subject);
    if (messages.length === 0) {
      store.set({ problem: say('nothingToLog') });
      return;
    }
    const about = { key: subject.key, name: contact.name };
    const answer = await ask('messages.log', { organizationId, subject: about, contactId: contact.id, messages });
    if (answer.outcome === 'queued') store.set({ toast: { text: say('keptLog') } });
    else {
      const { created, already, undoTokens } = answer;
      tell(panel, loggedWords(created, already), { organizationId, undoTokens }, isHere());
    }
    await panel.subject.refresh();
  });

function loggedWords(created: number, already: number): string {
  if (created === 0) return say('loggedBefore', { count: already });
  const news = say('logged', { count: created });
  return already === 0 ? news : say('loggedMixed', { news, already });
}
