// Owns taking back that somebody created a deal.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { holdDeal } from './deal-row.ts';
import { deleteDeal } from './delete-deal.ts';

/** Deletes the deal softly, if nobody changed it since; another place within its stage is no change. */
export const undoDealCreate = defineUndoCreate({
  type: 'deal',
  permission: 'deals.write',
  hold: holdDeal,
  remove: deleteDeal,
});
