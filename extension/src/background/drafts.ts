// Owns what people typed and did not save, one entry a subject; survives tab close, worker death and updates.
import { Draft } from '../messages/shapes.ts';
import { storedItem } from './stored-item.ts';

const item = (subjectKey: string) => storedItem<Draft>(`draft:${subjectKey}`, Draft, {});

export const readDraft = (subjectKey: string) => item(subjectKey).read();

/** Keeps a draft; an empty one is removed. */
export async function writeDraft(subjectKey: string, draft: Draft): Promise<void> {
  if (draft.notes === undefined && draft.form === undefined) await item(subjectKey).clear();
  else await item(subjectKey).write(draft);
}

/** Drops typed notes that have reached the server, unless the person typed on. */
export async function clearSentNotes(subjectKey: string, sent: string): Promise<void> {
  const { notes, baseNotes: _, ...rest } = await readDraft(subjectKey);
  if (notes === sent) await writeDraft(subjectKey, rest);
}

/** Drops an edited capture form after the capture. */
export async function clearForm(subjectKey: string): Promise<void> {
  const { form: _, ...rest } = await readDraft(subjectKey);
  await writeDraft(subjectKey, rest);
}
