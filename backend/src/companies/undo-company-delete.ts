// Owns taking back that somebody deleted a company.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdCompany } from './company-row.ts';
import { restoreCompany } from './delete-company.ts';

export const undoCompanyDelete = defineUndoDelete({
  type: 'company',
  permission: 'companies.write',
  hold: holdCompany,
  restore: restoreCompany,
});
