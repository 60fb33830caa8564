// Owns taking back that somebody created a company.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdCompany } from './company-row.ts';
import { deleteCompany } from './delete-company.ts';

/** Deletes the company softly, if nobody changed it or put anybody there since. */
export const undoCompanyCreate = defineUndo({
  permission: 'companies.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const { tx, organizationId } = ctx;
    const row = await holdCompany(ctx, id);
    const [used] = await tx`
      select where exists (select from app.employments where organization_id = ${organizationId} and company_id = ${id})
        or exists (select from app.deals where organization_id = ${organizationId} and company_id = ${id})`;
    if (row.version !== version || row.deleted || used) {
      throw undoConflict('Somebody went on with this company since.');
    }
    await deleteCompany(ctx, id);
    return [{ type: 'company', id }];
  },
});
