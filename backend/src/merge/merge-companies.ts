// Owns merging two companies, with a preview.
import { getCompany } from '../companies/company-queries.ts';
import { reasonsFor } from '../duplicates/reasons.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { inPreview } from './in-preview.ts';
import { mergeLasts, mergeRecords } from './merge-records.ts';
import type { MergeRequest } from './schema.ts';

/** Merges a company into another, or says what that would do. Answers JSON text. @throws as mergeContacts does. */
export async function mergeCompanies(ctx: WriteCtx, input: MergeRequest): Promise<string> {
  const { winnerId, loserId, dryRun } = input;
  const reasons = await reasonsFor(ctx, 'company', [winnerId, loserId]);
  const run = async () => {
    const merged = await mergeCompanyPair(ctx, input);
    return { ...merged, company: (await getCompany(ctx, winnerId)).json };
  };
  const { company, ...merged } = dryRun ? { ...(await inPreview(ctx, run)), mergeId: null } : await run();
  const undoToken =
    merged.mergeId === null ? null : await offerUndo(ctx, 'company.merge', { ids: [merged.mergeId] }, mergeLasts);
  const report = JSON.stringify({ winnerId, loserId, reason: reasons[0] ?? null, reasons, ...merged, undoToken });
  return `${report.slice(0, -1)},"company":${company}}`;
}

/** Merges one pair. */
export const mergeCompanyPair = (ctx: WriteCtx, input: Pick<MergeRequest, 'winnerId' | 'loserId' | 'choices'>) =>
  mergeRecords(ctx, 'company', input);
