// Owns taking back that somebody made, changed or ended a relation.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { deleteRelation, restoreRelation } from './delete-relation.ts';
import { holdRelation } from './relation-row.ts';
import { getLabel, renameLabel } from './rename-label.ts';
import { updateRelation } from './update-relation.ts';

const permission = 'relations.write';
const Held = z.object({ id: z.uuid(), version: z.number().int() });

/** @throws AppError `undo_conflict` when the relation is not as the change left it. */
async function requireUnchanged(ctx: WriteCtx, { id, version }: z.infer<typeof Held>): Promise<void> {
  const row = await holdRelation(ctx, id);
  if (row.version !== version) throw undoConflict('Somebody changed this relation since.');
}

export const undoRelationCreate = defineUndo({
  permission,
  payload: Held,
  undo: async (ctx, held) => {
    await requireUnchanged(ctx, held);
    await deleteRelation(ctx, held.id);
    return [{ type: 'relation', id: held.id }];
  },
});

export const undoRelationDelete = defineUndo({
  permission,
  payload: Held,
  undo: async (ctx, held) => {
    await requireUnchanged(ctx, held);
    await restoreRelation(ctx, held.id);
    return [{ type: 'relation', id: held.id }];
  },
});

export const undoRelationReplace = defineUndo({
  permission,
  payload: z.object({ old: Held, made: z.union([Held, z.null()]) }),
  undo: async (ctx, { old, made }) => {
    await requireUnchanged(ctx, old);
    if (made) {
      await requireUnchanged(ctx, made);
      await deleteRelation(ctx, made.id);
    }
    await restoreRelation(ctx, old.id);
    return [old, ...(made ? [made] : [])].map(({ id }) => ({ type: 'relation', id }));
  },
});

export const undoLabelRename = defineUndo({
  permission,
  payload: Held.extend({ label: z.string(), inverseLabel: z.string().nullable() }),
  undo: async (ctx, { id, version, ...words }) => {
    const label = await getLabel(ctx, id);
    if (label.version !== version) throw undoConflict('Somebody renamed these words since.');
    await renameLabel(ctx, { id, version, words });
    return [{ type: 'relation_label', id }];
  },
});

export const undoRelationChange = defineUndo({
  permission,
  payload: Held.extend({ note: z.string().nullable(), since: z.iso.date().nullable() }),
  undo: async (ctx, { note, since, ...held }) => {
    await requireUnchanged(ctx, held);
    await updateRelation(ctx, { ...held, patch: { note, since } });
    return [{ type: 'relation', id: held.id }];
  },
});
