// Owns saving notes in place: over the version they were typed on, never silently over someone else's.
import { ask } from '../../messages/ask.ts';
import type { PanelContact } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';

/** Keeps typed notes as a draft, together with the saved notes they started from. */
export function editNotes({ store, drafts }: Panel, notes: string): void {
  const baseNotes = store.state.draft.baseNotes ?? store.state.contact?.notes ?? '';
  drafts.edit({ notes, baseNotes });
}

/** Saves the typed notes. */
export const saveNotes = (panel: Panel) =>
  act(panel, 'notes', async (isHere) => {
    const { subject, contact, draft, conflict, organizationId } = panel.store.state;
    if (subject === null || contact === null || draft.notes === undefined) return;
    panel.drafts.flush();
    const over = conflict ?? contact;
    const answer = await ask('contact.saveNotes', {
      organizationId,
      subject: { key: subject.key, name: contact.name },
      id: contact.id,
      version: over.version,
      notes: draft.notes,
      baseNotes: conflict?.notes ?? draft.baseNotes ?? '',
    });
    if (!isHere()) return;
    if (answer.outcome === 'conflict') panel.store.set({ conflict: answer.contact });
    else if (answer.outcome === 'saved') showSaved(panel, answer.contact, draft.notes);
    else {
      panel.store.set({ toast: { text: say('keptNote') } });
      await panel.subject.refresh();
    }
  });

/** What was typed while the notes were on their way stays a draft, now over the saved ones. */
function showSaved({ store, drafts }: Panel, contact: PanelContact, sent: string): void {
  store.set({ contact, conflict: null, toast: { text: say('saved') } });
  const typed = store.state.draft.notes;
  if (typed === sent) drafts.edit({ notes: undefined, baseNotes: undefined });
  else drafts.edit({ baseNotes: contact.notes ?? '' });
}

/** Drops the typed notes; with a conflict, what the other person wrote is shown. */
export function dropNotes({ store, drafts }: Panel): void {
  const { conflict, contact } = store.state;
  store.set({ contact: conflict ?? contact, conflict: null });
  drafts.edit({ notes: undefined, baseNotes: undefined });
}
