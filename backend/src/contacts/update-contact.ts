// Owns changing fields of a contact, against the version that the caller read.
import { matchCompany } from '../companies/match-company.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { withUndo } from '../undo/offer-undo.ts';
import { offerGiveBack, takeSnapshot } from '../undo/snapshot.ts';
import { type ContactRow, holdContact } from './contact-row.ts';
import { getContact, noSuchContact, personDeleted } from './get-contact.ts';
import { claimPoints, normalizePoints, type Point, replacePoints } from './points.ts';
import type { ContactPatch } from './schema.ts';

export interface ContactChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: ContactPatch;
}

/**
 * Changes a contact; an unchanged patch changes nothing, the version included.
 * @throws AppError `not_found`, `version_conflict`, `contact_deleted`, `point_taken` or `invalid_input`.
 */
export async function updateContact(ctx: WriteCtx, { id, version, patch }: ContactChange): Promise<StoredJson> {
  const points = patch.points ? normalizePoints(patch.points) : undefined;
  if (points) await holdPointsFor(ctx, id, points);
  const companyId = patch.companyName ? await matchCompany(ctx, patch.companyName) : null;
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted) throw personDeleted(id);
  if (row.version !== version) throw versionConflict();

  const wanted = {
    name: patch.name ?? row.name,
    title: patch.title === undefined ? row.title : patch.title || null,
    companyId: patch.companyName === undefined ? row.companyId : companyId,
    notes: patch.notes === undefined ? row.notes : patch.notes || null,
  };
  const changed = changedFields(row, wanted, points);
  if (changed.length === 0) return withUndo(await getContact(ctx, id), null);
  const before = await takeSnapshot(ctx, 'contact', id);
  const { tx, organizationId } = ctx;
  await tx`
    update app.contacts
    set name = ${wanted.name}, title = ${wanted.title}, company_id = ${wanted.companyId}, notes = ${wanted.notes}
    where organization_id = ${organizationId} and id = ${id}`;
  if (points && changed.includes('points')) await replacePoints(ctx, id, points);
  await recordEvent(ctx, 'contact.updated', { subjectId: id, payload: { changed } });
  return withUndo(await getContact(ctx, id), await offerGiveBack(ctx, 'contact', before));
}

async function holdPointsFor(ctx: WriteCtx, id: string, points: Point[]): Promise<void> {
  const other = (await claimPoints(ctx, points)).find(({ contactId }) => contactId !== id);
  if (!other) return;
  throw new AppError('point_taken', 'Another contact has one of these contact points.', { contactId: other.contactId });
}

type Fields = Pick<ContactRow, 'name' | 'title' | 'companyId' | 'notes'>;

function changedFields(row: ContactRow, wanted: Fields, points: Point[] | undefined): string[] {
  const written = (list: ContactRow['points']) =>
    JSON.stringify(list.map(({ kind, value, normalized }) => [kind, value, normalized]));
  return [
    ...(wanted.name === row.name ? [] : ['name']),
    ...(wanted.title === row.title ? [] : ['title']),
    ...(wanted.companyId === row.companyId ? [] : ['companyName']),
    ...(wanted.notes === row.notes ? [] : ['notes']),
    ...(points === undefined || written(points) === written(row.points) ? [] : ['points']),
  ];
}
