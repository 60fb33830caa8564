// Owns merging contacts: two with a preview, or many pairs at once.
import { getContact } from '../contacts/get-contact.ts';
import { matchContacts } from '../contacts/match-contacts.ts';
import { lockPoints, type Point } from '../contacts/points.ts';
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
  const reason = await reasonToMerge(ctx, winnerId, loserId);
  const run = async () => {
    const merged = await mergeContactPair(ctx, input);
    return { ...merged, contact: (await getContact(ctx, winnerId)).json };
  };
  const { contact, ...merged } = dryRun ? { ...(await inPreview(ctx, run)), mergeId: null } : await run();
  const undoToken =
    merged.mergeId === null ? null : await offerUndo(ctx, 'contact.merge', { ids: [merged.mergeId] }, mergeLasts);
  const report = JSON.stringify({ winnerId, loserId, reason, ...merged, undoToken });
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

/** Why the two may be the same person, by the one match. */
async function reasonToMerge(ctx: WriteCtx, winnerId: string, loserId: string) {
  const [loser] = await ctx.tx<{ name: string; companyName: string | null; points: Point[] }[]>`
    select c.name, f.name as "companyName", coalesce((
      select json_agg(json_build_object('kind', p.kind, 'normalized', p.normalized)) from app.contact_points p
      where p.organization_id = c.organization_id and p.contact_id = c.id), '[]'::json) as points
    from app.contacts c
    left join app.companies f on f.organization_id = c.organization_id and f.id = c.company_id
    where c.organization_id = ${ctx.organizationId} and c.id = ${loserId}`;
  if (!loser) return null;
  const [match] = await matchContacts(ctx, [loser]);
  const found = match?.suggestions.find(({ contactId }) => contactId === winnerId.toLowerCase());
  return found ? { reason: found.reason, shared: found.shared } : null;
}
