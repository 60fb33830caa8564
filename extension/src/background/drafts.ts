// Owns what people typed and did not save, one entry a subject; survives tab close, worker death and updates.
import { Draft } from '../messages/shapes.ts';
import { takeTurns } from '../take-turns.ts';
import { storedItem } from './stored-item.ts';

const item = (subjectKey: string) => storedItem<Draft>(`draft:${subjectKey}`, Draft, {});
const inTurn = takeTurns();

export const readDraft = (subjectKey: string) => item(subjectKey).read();

const change = (subjectKey: string, edit: (draft: Draft) => Draft) =>
  inTurn(async () => {
    const draft = edit(await readDraft(subjectKey));
    if (draft.notes === undefined && draft.form === undefined) await item(subjectKey).clear();
    else await item(subjectKey).write(draft);
  });

/** Keeps a draft; an empty one is removed. */
export const writeDraft = (subjectKey: string, draft: Draft) => change(subjectKey, () => draft);

/** Drops typed notes that have reached the server, unless the person typed on. */
export const clearSentNotes = (subjectKey: string, sent: string) =>
  change(subjectKey, ({ notes, baseNotes, ...rest }) => (notes === sent ? rest : { notes, baseNotes, ...rest }));

/** Drops an edited capture form after the capture. */
export const clearForm = (subjectKey: string) => change(subjectKey, ({ form: _, ...rest }) => rest);
