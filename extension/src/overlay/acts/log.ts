// Owns logging: the one moment at which message text is read, because the person pressed the button.
import { ask } from '../../messages/ask.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';

/** Reads the loaded messages of the person on screen and stores the ones that Kith does not have. */
export const log = (panel: Panel) =>
  act(panel, 'log', async (isHere) => {
    const { store, adapter } = panel;
    // The page may have moved on since it last told of a change.
    panel.subject.take(adapter.read(document, new URL(location.href)));
    const { subject, contact } = store.state;
    if (!isHere() || subject === null || contact === null) return;
    const messages = adapter.messages(document, subject);
    if (messages.length === 0) {
      store.set({ problem: say('nothingToLog') });
      return;
    }
    const about = { key: subject.key, name: contact.name };
    const answer = await ask('messages.log', { subject: about, contactId: contact.id, messages });
    if (answer.outcome === 'queued') store.set({ toast: { text: say('keptLog') } });
    else store.set({ toast: loggedToast(panel, answer.created, answer.already) });
    await panel.subject.refresh();
  });

function loggedToast(panel: Panel, created: string[], already: number) {
  if (created.length === 0) return { text: say('loggedBefore', { count: already }) };
  const news = say('logged', { count: created.length });
  const text = already === 0 ? news : say('loggedMixed', { news, already });
  return { text, undo: () => forget(panel, created) };
}

const forget = (panel: Panel, ids: string[]) =>
  act(panel, 'other', async () => {
    await ask('messages.forget', { ids });
    panel.store.set({ toast: { text: say('undone') } });
    await panel.subject.refresh();
  });
