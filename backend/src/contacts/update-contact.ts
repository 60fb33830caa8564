// Owns changing fields of a contact, against the version that the caller read.
import { matchCompany } from '../companies/match-company.ts';
import { checkFields } from '../custom-fields/check-fields.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { requireMember } from '../members/require-member.ts';
import { withUndo } from '../undo/offer-undo.ts';
import { offerGiveBack, takeSnapshot } from '../undo/snapshot.ts';
import { type ContactColumns, type ContactRow, changedColumns, holdContact, writeContact } from './contact-row.ts';
import { employerOfNew } from './employer.ts';
import { type Employment, matchEmployers, newEmployments, setEmployments } from './employments.ts';
import { getContact, noSuchContact, whyGone } from './get-contact.ts';
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
  const companies = await holdCompanies(ctx, patch);
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted) throw await whyGone(ctx, id);
  if (row.version !== version) throw versionConflict();

  const employments = companies.employments ? await newEmployments(ctx, id, companies.employments) : null;
  const fields = await checkFields(ctx, { recordType: 'contact', given: patch.fields, kept: row.fields });
  const told = points && !namesEmployer(patch) ? await employerOfNew(ctx, row, points) : null;
  const wanted = { ...wantedColumns(row, patch, companies.main ?? told), ...mainOf(employments), fields };
  const changed = [
    ...changedColumns(row, wanted),
    ...(points && written(points) !== written(row.points) ? ['points'] : []),
    ...(employments ? ['employments'] : []),
  ];
  if (changed.length === 0) return withUndo(await getContact(ctx, id), null);
  const before = await takeSnapshot(ctx, 'contact', id);
  await writeContact(ctx, id, wanted);
  if (points && changed.includes('points')) await replacePoints(ctx, id, points);
  if (employments) await setEmployments(ctx, id, employments);
  await recordEvent(ctx, 'contact.updated', { subjectId: id, payload: { changed } });
  return withUndo(await getContact(ctx, id), await offerGiveBack(ctx, 'contact', before));
}

/** Whoever says where somebody works, be it nowhere, needs no address to tell. */
const namesEmployer = ({ companyName, employments }: ContactPatch) =>
  companyName !== undefined || employments !== undefined;

/** Finds or makes the companies that the patch names, before the contact is held, and checks the owner. */
async function holdCompanies(ctx: WriteCtx, patch: ContactPatch) {
  if (patch.ownerId) await requireMember(ctx, patch.ownerId);
  const main = patch.companyName ? await matchCompany(ctx, { name: patch.companyName }) : null;
  const today = ctx.deps.now().toISOString().slice(0, 10);
  return { main, employments: patch.employments && (await matchEmployers(ctx, patch.employments, today)) };
}

async function holdPointsFor(ctx: WriteCtx, id: string, points: Point[]): Promise<void> {
  const other = (await claimPoints(ctx, points)).find(({ contactId }) => contactId !== id);
  if (!other) return;
  throw new AppError('point_taken', 'Another contact has one of these contact points.', { contactId: other.contactId });
}

function wantedColumns(row: ContactRow, patch: ContactPatch, companyId: string | null): ContactColumns {
  const or = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  return {
    name: or(patch.name, row.name),
    title: or(patch.title, row.title) || null,
    companyId: patch.companyName === undefined ? (row.companyId ?? companyId) : companyId,
    notes: or(patch.notes, row.notes) || null,
    ownerId: or(patch.ownerId, row.ownerId),
    tags: or(patch.tags, row.tags),
    avatarUrl: or(patch.avatarUrl, row.avatarUrl),
    timeZone: or(patch.timeZone, row.timeZone),
    language: or(patch.language, row.language),
    source: or(patch.source, row.source) || null,
    doNotContact: or(patch.doNotContact, row.doNotContact),
    fields: row.fields,
  };
}

/** Company and title that follow from a new list of employments. Somebody without a current one keeps the title. */
function mainOf(employments: Employment[] | null): Partial<ContactColumns> {
  if (!employments) return {};
  const main = employments.find(({ current }) => current);
  return main ? { companyId: main.companyId, title: main.title } : { companyId: null };
}

const written = (list: ContactRow['points']) =>
  JSON.stringify(list.map(({ kind, value, normalized }) => [kind, value, normalized]));
