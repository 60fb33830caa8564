// Owns taking back that a team was deleted.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdTeam, restoreTeam } from './update-team.ts';

export const undoTeamDelete = defineUndo({
  permission: 'teams.manage',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdTeam(ctx, id);
    if (row.version !== version || !row.deleted) throw undoConflict('Somebody changed this team since.');
    await restoreTeam(ctx, id);
    return [{ type: 'team', id }];
  },
});
