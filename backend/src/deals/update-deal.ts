// Owns changing fields of a deal, against the version that the caller read.
import { checkFields } from '../custom-fields/check-fields.ts';
import { sameFields } from '../custom-fields/same-fields.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { sameTags } from '../tags/same-tags.ts';
import { withUndo } from '../undo/offer-undo.ts';
import { offerGiveBack, takeSnapshot } from '../undo/snapshot.ts';
import { contactsOf, inRoles, setContacts } from './deal-contacts.ts';
import { getDeal } from './deal-queries.ts';
import { type DealRow, holdLiveDeal } from './deal-row.ts';
import { checkMoney } from './money.ts';
import type { DealPatch } from './schema.ts';

export interface DealChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: DealPatch;
}

const columns = ['name', 'amount', 'currency', 'expectedClose', 'companyId', 'ownerId', 'notes', 'lostReason'] as const;
type Fields = Pick<DealRow, (typeof columns)[number] | 'tags' | 'fields'>;

/**
 * Changes a live deal; an unchanged patch changes nothing, the version included. Stages are changed by moving.
 * @throws AppError `not_found` (deleted ones too), `version_conflict` or `invalid_input`.
 */
export async function updateDeal(ctx: WriteCtx, { id, version, patch }: DealChange): Promise<StoredJson> {
  const row = await holdLiveDeal(ctx, id);
  if (row.version !== version) throw versionConflict();
  const fields = await checkFields(ctx, { recordType: 'deal', given: patch.fields, kept: row.fields });
  const wanted = { ...wantedFields(row, patch), fields };
  const contacts = await newContacts(ctx, id, patch);
  const changed: string[] = columns.filter((column) => wanted[column] !== row[column]);
  if (!sameTags(row.tags, wanted.tags)) changed.push('tags');
  if (!sameFields(row.fields, fields)) changed.push('fields');
  if (contacts) changed.push('contacts');
  if (changed.length === 0) return withUndo(await getDeal(ctx, id), null);
  const before = await takeSnapshot(ctx, 'deal', id);
  if (contacts) await setContacts(ctx, id, contacts);
  await write(ctx, id, wanted, wanted.lostReason !== row.lostReason);
  await recordEvent(ctx, 'deal.updated', { subjectId: id, payload: { changed } });
  return withUndo(await getDeal(ctx, id), await offerGiveBack(ctx, 'deal', before));
}

function wantedFields(row: DealRow, patch: DealPatch): Fields {
  const or = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  const money = checkMoney({ amount: or(patch.amount, row.amount), currency: or(patch.currency, row.currency) });
  return {
    ...money,
    name: or(patch.name, row.name),
    expectedClose: or(patch.expectedClose, row.expectedClose),
    companyId: or(patch.companyId, row.companyId),
    ownerId: or(patch.ownerId, row.ownerId),
    tags: or(patch.tags, row.tags),
    fields: row.fields,
    notes: or(patch.notes, row.notes) || null,
    lostReason: row.lost ? or(patch.lostReason, row.lostReason) || null : null,
  };
}

/** The contacts that the patch asks for; null when they are what they were. */
async function newContacts(ctx: WriteCtx, id: string, patch: DealPatch) {
  if (!patch.contacts) return null;
  const wanted = inRoles(patch.contacts);
  return JSON.stringify(wanted) === JSON.stringify(await contactsOf(ctx, id)) ? null : wanted;
}

/** The reason is written only when it changed, for writing it holds the stage. */
async function write({ tx, organizationId }: WriteCtx, id: string, wanted: Fields, reason: boolean): Promise<void> {
  await tx`
    update app.deals
    set name = ${wanted.name}, amount = ${wanted.amount}, currency = ${wanted.currency},
      expected_close = ${wanted.expectedClose}, company_id = ${wanted.companyId}, owner_id = ${wanted.ownerId},
      tags = ${wanted.tags}::text[], fields = ${JSON.stringify(wanted.fields)}::text::jsonb, notes = ${wanted.notes} ${reason ? tx`, lost_reason = ${wanted.lostReason}` : tx``}
    where organization_id = ${organizationId} and id = ${id}`;
}
