// Owns taking back that somebody deleted a company.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdCompany } from './company-row.ts';
import { restoreCompany } from './delete-company.ts';

export const undoCompanyDelete = defineUndo({
  permission: 'companies.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdCompany(ctx, id);
    if (row.version !== version) throw undoConflict('Somebody restored or changed this company since.');
    await restoreCompany(ctx, id);
    return [{ type: 'company', id }];
  },
});
