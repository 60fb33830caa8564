// Owns taking back that somebody deleted a deal.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdDeal } from './deal-row.ts';
import { restoreDeal } from './delete-deal.ts';

export const undoDealDelete = defineUndoDelete({
  type: 'deal',
  permission: 'deals.write',
  hold: holdDeal,
  restore: restoreDeal,
});
