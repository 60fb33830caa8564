// Owns taking back that somebody created a company.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { holdCompany } from './company-row.ts';
import { deleteCompany } from './delete-company.ts';

/** Deletes the company softly, if nobody changed it or put anybody there since. */
export const undoCompanyCreate = defineUndoCreate({
  type: 'company',
  permission: 'companies.write',
  hold: holdCompany,
  used: async ({ tx, organizationId }, id) => {
    const rows = await tx`
      select where exists (select from app.employments where organization_id = ${organizationId} and company_id = ${id})
        or exists (select from app.deals where organization_id = ${organizationId} and company_id = ${id})`;
    return rows.length > 0;
  },
  remove: deleteCompany,
});
