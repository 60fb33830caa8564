// Owns taking back that somebody deleted a team.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdTeam, restoreTeam } from './update-team.ts';

export const undoTeamDelete = defineUndoDelete({
  type: 'team',
  permission: 'teams.manage',
  hold: holdTeam,
  restore: restoreTeam,
});
