// Owns the job that takes back that many people were taken in, and then what gave the company its domains.
import { undoInParts } from '../../undo/undo-parts.ts';
import { CompanyChange, giveCompanyBack } from '../undo-company-change.ts';
import { CompanyMade, removeMade } from '../undo-company-create.ts';
import { undoTakeIn } from './let-go.ts';

/** The work of the job. */
export const undoTakeInParts = undoInParts({
  // Whose employment was changed since stays, which keeps nobody else.
  check: async () => undefined,
  undo: async (ctx, { payload }) => (await undoTakeIn.run(ctx, payload)).length,
  finish: async (ctx, payload) => {
    const change = CompanyChange.safeParse(payload);
    if (change.success) await giveCompanyBack(ctx, change.data);
    else await removeMade.run(ctx, CompanyMade.parse(payload));
  },
});
