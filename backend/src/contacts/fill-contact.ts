// Owns adding what a capture knows to the contact that it matched. Nothing that somebody wrote is overwritten.
import { matchCompany } from '../companies/match-company.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerGiveBack, takeSnapshot } from '../undo/snapshot.ts';
import { type ContactRow, holdContact } from './contact-row.ts';
import { noSuchContact, personDeleted } from './get-contact.ts';
import { nameFromPoint } from './normalize.ts';
import { addPoints, type Point, pointKey } from './points.ts';
import type { NewContact } from './schema.ts';

interface Known {
  input: NewContact;
  points: Point[];
}

/**
 * Fills the empty title, company and notes, a name that was only derived from a point, and adds the new points.
 * @returns the token that takes it back; null when there was nothing to fill.
 */
export async function fillContact(ctx: WriteCtx, id: string, { input, points }: Known): Promise<string | null> {
  const { tx, organizationId } = ctx;
  const companyId = input.companyName ? await matchCompanyIfEmpty(ctx, id, input.companyName) : null;
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted) throw personDeleted(id);
  const had = new Set(row.points.map(pointKey));
  const fresh = points.filter((point) => !had.has(pointKey(point)));
  const filled = {
    name: input.name !== '' && isDerivedName(row) ? input.name : row.name,
    title: row.title ?? (input.title || null),
    companyId: row.companyId ?? companyId,
    notes: row.notes ?? (input.notes || null),
  };
  const changed = [
    ...(filled.name === row.name ? [] : ['name']),
    ...(filled.title === row.title ? [] : ['title']),
    ...(filled.companyId === row.companyId ? [] : ['companyName']),
    ...(filled.notes === row.notes ? [] : ['notes']),
    ...(fresh.length === 0 ? [] : ['points']),
  ];
  if (changed.length === 0) return null;
  const before = await takeSnapshot(ctx, 'contact', id);
  await tx`
    update app.contacts
    set name = ${filled.name}, title = ${filled.title}, company_id = ${filled.companyId}, notes = ${filled.notes}
    where organization_id = ${organizationId} and id = ${id}`;
  await addPoints(ctx, id, fresh);
  await recordEvent(ctx, 'contact.updated', { subjectId: id, payload: { changed } });
  return offerGiveBack(ctx, 'contact', before);
}

const isDerivedName = ({ name, points }: ContactRow) =>
  points.some(({ kind, normalized }) => nameFromPoint(kind, normalized) === name);

/** Companies are held before contacts everywhere, so the name is matched first; but not for a contact who has a company. */
async function matchCompanyIfEmpty(ctx: WriteCtx, id: string, name: string): Promise<string | null> {
  const [row] = await ctx.tx`
    select from app.contacts where organization_id = ${ctx.organizationId} and id = ${id} and company_id is null`;
  return row ? matchCompany(ctx, name) : null;
}
