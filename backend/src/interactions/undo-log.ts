// Owns taking back that somebody logged messages: they are forgotten, texts included.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { forgetInteraction } from './forget-interaction.ts';

export const undoLog = defineUndo({
  permission: 'interactions.write',
  payload: z.object({ ids: z.array(z.uuid()) }),
  undo: async (ctx, { ids }) => {
    const { tx, organizationId } = ctx;
    const rows = await tx<{ id: string; mine: boolean }[]>`
      select id, coalesce(logged_by = auth.uid(), false) and deleted_at is null as mine from app.interactions
      where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id for update`;
    if (rows.length < ids.length || rows.some(({ mine }) => !mine)) {
      throw undoConflict('Somebody forgot or took over some of these messages since.');
    }
    for (const id of ids) await forgetInteraction(ctx, id);
    return ids.map((id) => ({ type: 'interaction', id }));
  },
});
