// Owns capturing the person on screen, deleting them, and bringing a deleted one back.
import { ask } from '../../messages/ask.ts';
import type { CaptureForm, PanelContact } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';
import { tell } from './undo.ts';

/** Stores the person with the fields of the form. A match in Kith is said, not doubled. */
export const capture = (panel: Panel, form: CaptureForm) =>
  act(panel, 'capture', async (isHere) => {
    const { subject, organizationId } = panel.store.state;
    const about = { key: subject?.key ?? `manual:${panel.adapter.id}`, name: form.name };
    panel.drafts.flush();
    const answer = await ask('person.capture', { organizationId, subject: about, form });
    if (answer.outcome === 'deleted') {
      if (isHere()) panel.store.set({ deleted: answer });
      return;
    }
    if (answer.outcome === 'queued') {
      panel.store.set({ toast: { text: say('keptCapture') } });
      await panel.subject.refresh();
      return;
    }
    const isNew = answer.outcome === 'created';
    if (isHere()) showCaptured(panel, answer.contact);
    const told = isNew ? 'captured' : form.sameAs === undefined ? 'alreadyThere' : 'addedTo';
    const text = say(told, { name: answer.contact.name });
    tell(panel, text, { organizationId, undoTokens: [answer.undoToken] }, isHere());
    await panel.subject.refresh();
  });

function showCaptured(panel: Panel, contact: PanelContact): void {
  const { form: _, ...draft } = panel.store.state.draft;
  if (panel.store.state.subject !== null) panel.store.set({ status: 'known', contact, draft, deleted: null });
}

/** Brings a deleted contact back. */
export const restore = (panel: Panel, id: string) =>
  act(panel, 'other', async () => {
    await ask('contact.restore', { organizationId: panel.store.state.organizationId, id });
    panel.store.set({ deleted: null, toast: { text: say('restored') } });
    await panel.subject.refresh();
  });

/** Deletes the shown contact; Undo brings it back. */
export const remove = (panel: Panel, contact: PanelContact) =>
  act(panel, 'other', async (isHere) => {
    const { organizationId } = panel.store.state;
    const { undoToken } = await ask('contact.delete', { organizationId, id: contact.id });
    tell(panel, say('removed', { name: contact.name }), { organizationId, undoTokens: [undoToken] }, isHere());
    await panel.subject.refresh();
  });
