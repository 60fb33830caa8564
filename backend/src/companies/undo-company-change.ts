// Owns taking back an edit of a company, with whom its new domains took in.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, type RecordRef, undoConflict } from '../undo/define-undo.ts';
import { mostAtOnce, undoLater } from '../undo/parted.ts';
import { giveBack, RecordChange, requireUnchanged } from '../undo/snapshot.ts';
import { wireName } from '../undo/wire-name.ts';
import { holdCompany } from './company-row.ts';
import { companyWithDomain } from './domain.ts';
import { letGo } from './take-in/let-go.ts';
import { takenIn } from './take-in/taken-in.ts';

export const CompanyChange = RecordChange.extend(takenIn);
type CompanyChange = z.infer<typeof CompanyChange>;

export const undoCompanyChange = defineUndo({
  permission: 'companies.write',
  payload: CompanyChange,
  later: async (ctx, offerId, stored) => {
    const change = CompanyChange.parse(stored);
    if (change.parts.length <= mostAtOnce) return null;
    await holdFor(ctx, change);
    // Looked at before the first part goes back.
    await requireUnchanged(ctx, 'company', change);
    return undoLater(ctx, 'company.take_in_undo', offerId, change);
  },
  undo: async (ctx, change) => {
    // Companies are held before contacts everywhere.
    await holdFor(ctx, change);
    return [...(await letGo(ctx, change)), ...(await giveCompanyBack(ctx, change))];
  },
});

/** The company alone. @throws AppError `undo_conflict`. */
export async function giveCompanyBack(ctx: WriteCtx, change: CompanyChange): Promise<RecordRef[]> {
  const { id, before, partsBefore } = change;
  await holdFor(ctx, change);
  await giveBack(ctx, 'company', change);
  const changed = [...Object.keys(before).map(wireName), ...(partsBefore.company_points ? ['points'] : [])];
  await recordEvent(ctx, 'company.updated', { subjectId: id, payload: { changed } });
  return [{ type: 'company', id }];
}

/** What the company had may be another's by now. */
async function holdFor(ctx: WriteCtx, { id, before }: CompanyChange): Promise<void> {
  const stored = before['domains'];
  if (stored !== undefined) {
    const taken = await companyWithDomain(ctx, z.array(z.string()).parse(stored), id);
    if (taken) throw undoConflict(`Another company has the domain ${taken.domain} by now.`);
  }
  if ((await holdCompany(ctx, id)).deleted) throw undoConflict('Somebody deleted this company since.');
}
