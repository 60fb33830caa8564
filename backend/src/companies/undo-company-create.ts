// Owns taking back that somebody created a company, with whom its domains took in.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { mostAtOnce, undoLater } from '../undo/parted.ts';
import { holdCompany } from './company-row.ts';
import { deleteCompany } from './delete-company.ts';
import { letGo } from './take-in/let-go.ts';
import { takenIn } from './take-in/taken-in.ts';

const permission = 'companies.write';
export const CompanyMade = z.object({ id: z.uuid(), version: z.number().int(), ...takenIn });
type CompanyMade = z.infer<typeof CompanyMade>;

/** Deletes the company softly, if nobody changed it or put anybody there since. */
export const removeMade = defineUndoCreate({
  type: 'company',
  permission,
  hold: holdCompany,
  used: async ({ tx, organizationId }, id) => {
    const rows = await tx`
      select where exists (select from app.employments where organization_id = ${organizationId} and company_id = ${id})
        or exists (select from app.deals where organization_id = ${organizationId} and company_id = ${id})`;
    return rows.length > 0;
  },
  remove: deleteCompany,
});

export const undoCompanyCreate = defineUndo({
  permission,
  payload: CompanyMade,
  later: async (ctx, offerId, stored) => {
    const made = CompanyMade.parse(stored);
    if (made.parts.length <= mostAtOnce) return null;
    await refuseChanged(ctx, made);
    return undoLater(ctx, 'company.take_in_undo', offerId, made);
  },
  undo: async (ctx, made) => {
    // Companies are held before contacts everywhere.
    await refuseChanged(ctx, made);
    return [...(await letGo(ctx, made)), ...(await removeMade.run(ctx, made))];
  },
});

/** Looked at before the first part goes back. */
async function refuseChanged(ctx: WriteCtx, { id, version }: CompanyMade): Promise<void> {
  const row = await holdCompany(ctx, id);
  if (row.version !== version || row.deleted) throw undoConflict('Somebody went on with this company since.');
}
