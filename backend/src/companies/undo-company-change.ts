// Owns taking back an edit of a company.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { giveBack, RecordChange } from '../undo/snapshot.ts';
import { wireName } from '../undo/wire-name.ts';
import { holdCompany } from './company-row.ts';
import { companyWithDomain } from './domain.ts';

export const undoCompanyChange = defineUndo({
  permission: 'companies.write',
  payload: RecordChange,
  undo: async (ctx, change) => {
    const { id, before, partsBefore } = change;
    await holdDomainsFor(ctx, id, before['domains']);
    if ((await holdCompany(ctx, id)).deleted) throw undoConflict('Somebody deleted this company since.');
    await giveBack(ctx, 'company', change);
    const changed = [...Object.keys(before).map(wireName), ...(partsBefore.company_points ? ['points'] : [])];
    await recordEvent(ctx, 'company.updated', { subjectId: id, payload: { changed } });
    return [{ type: 'company', id }];
  },
});

/** What the company had may be another's by now. */
async function holdDomainsFor(ctx: WriteCtx, id: string, stored: unknown): Promise<void> {
  if (stored === undefined) return;
  const taken = await companyWithDomain(ctx, z.array(z.string()).parse(stored), id);
  if (taken) throw undoConflict(`Another company has the domain ${taken.domain} by now.`);
}
