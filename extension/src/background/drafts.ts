// Owns what people typed and did not save, one entry a subject and organization; survives tab close, worker death and updates.
import { Draft } from '../messages/shapes.ts';
import { takeTurns } from '../take-turns.ts';
import { storedItem } from './stored-item.ts';

/** Of what a draft is. The organization is null while none is known, and for what older versions kept. */
export interface DraftOf {
  subjectKey: string;
  organizationId: string | null;
}

const item = ({ subjectKey, organizationId }: DraftOf) =>
  storedItem<Draft>(
    organizationId === null ? `draft:${subjectKey}` : `draft:${organizationId}:${subjectKey}`,
    Draft,
    {},
  );
const homeless = (of: DraftOf) => item({ ...of, organizationId: null });
const inTurn = takeTurns();

const isEmpty = ({ notes, form }: Draft) => notes === undefined && form === undefined;

export async function readDraft(of: DraftOf): Promise<Draft> {
  const draft = await item(of).read();
  return isEmpty(draft) ? homeless(of).read() : draft;
}

const change = (of: DraftOf, edit: (draft: Draft) => Draft) =>
  inTurn(async () => {
    const draft = edit(await readDraft(of));
    await homeless(of).clear();
    if (isEmpty(draft)) await item(of).clear();
    else await item(of).write(draft);
  });

/** Keeps a draft; an empty one is removed. */
export const writeDraft = (of: DraftOf, draft: Draft) => change(of, () => draft);

/** Drops typed notes that have reached the server, unless the person typed on. */
export const clearSentNotes = (of: DraftOf, sent: string) =>
  change(of, ({ notes, baseNotes, ...rest }) => (notes === sent ? rest : { notes, baseNotes, ...rest }));

/** Drops an edited capture form after the capture. */
export const clearForm = (of: DraftOf) => change(of, ({ form: _, ...rest }) => rest);
