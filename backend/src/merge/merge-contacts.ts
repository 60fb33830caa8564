// Owns merging contacts: two with a preview, or many pairs at once.
import { getContact } from '../contacts/get-contact.ts';
import { lockPoints, type Point } from '../contacts/points.ts';
import { reasonsFor } from '../duplicates/reasons.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { inPreview } from './in-preview.ts';
import { mergeLasts, mergeRecords } from './merge-records.ts';
import type { MergeRequest } from './schema.ts';

/**
 * Merges a contact into another, or says what that would do. Answers JSON text.
 * @throws AppError `not_found`, `record_deleted`, `record_merged` or `invalid_input`.
 */
export async function mergeContacts(ctx: WriteCtx, input: MergeRequest): Promise<string> {
  const { winnerId, loserId, dryRun } = input;
  const reasons = await reasonsFor(ctx, 'contact', [winnerId, loserId]);
  const run = async () => {
    const merged = await mergeContactPair(ctx, input);
    return { ...merged, contact: (await getContact(ctx, winnerId)).json };
  };
  const { contact, ...merged } = dryRun ? { ...(await inPreview(ctx, run)), mergeId: null } : await run();
  const undoToken =
    merged.mergeId === null ? null : await offerUndo(ctx, 'contact.merge', { ids: [merged.mergeId] }, mergeLasts);
  const report = JSON.stringify({ winnerId, loserId, reason: reasons[0] ?? null, reasons, ...merged, undoToken });
  return `${report.slice(0, -1)},"contact":${contact}}`;
}

/** Merges one pair. Points come first in the order of locks, so that a capture of one waits and then finds the winner. */
export async function mergeContactPair(ctx: WriteCtx, input: Pick<MergeRequest, 'winnerId' | 'loserId' | 'choices'>) {
  const { tx, organizationId } = ctx;
  const points = await tx<Point[]>`
    select kind, value, normalized from app.contact_points
    where organization_id = ${organizationId} and contact_id in (${input.winnerId}, ${input.loserId})`;
  await lockPoints(ctx, points);
  return mergeRecords(ctx, 'contact', input);
}
