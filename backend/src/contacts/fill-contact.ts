// Owns adding what a capture knows to the contact that it matched. Nothing that somebody wrote is overwritten.
import { checkFields } from '../custom-fields/check-fields.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { maxTags } from '../tags/schema.ts';
import { offerGiveBack, takeSnapshot } from '../undo/snapshot.ts';
import { type ContactColumns, type ContactRow, changedColumns, holdContact, writeContact } from './contact-row.ts';
import { employerOf } from './employer.ts';
import { noSuchContact, whyGone } from './get-contact.ts';
import { nameFromPoint } from './normalize.ts';
import { addPoints, type Point, pointKey } from './points.ts';
import type { NewContact } from './schema.ts';

interface Known {
  input: NewContact;
  points: Point[];
}

/**
 * Fills what is empty and a name that was only derived from a point, and adds the new points and tags.
 * @returns the token that takes it back; null when there was nothing to fill.
 */
export async function fillContact(ctx: WriteCtx, id: string, { input, points }: Known): Promise<string | null> {
  const companyId = await employerIfNone(ctx, id, { input, points });
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted) throw await whyGone(ctx, id);
  const had = new Set(row.points.map(pointKey));
  const fresh = points.filter((point) => !had.has(pointKey(point)));
  const fields = await checkFields(ctx, { recordType: 'contact', given: emptyOnly(row, input), kept: row.fields });
  const filled = { ...filledColumns(row, input, companyId), fields };
  const changed = [...changedColumns(row, filled), ...(fresh.length === 0 ? [] : ['points'])];
  if (changed.length === 0) return null;
  const before = await takeSnapshot(ctx, 'contact', id);
  await writeContact(ctx, id, filled);
  await addPoints(ctx, id, fresh);
  await recordEvent(ctx, 'contact.updated', { subjectId: id, payload: { changed } });
  return offerGiveBack(ctx, 'contact', before);
}

function filledColumns(row: ContactRow, input: NewContact, companyId: string | null): ContactColumns {
  return {
    name: input.name !== '' && isDerivedName(row) ? input.name : row.name,
    title: row.title ?? (input.title || null),
    companyId: row.companyId ?? companyId,
    notes: row.notes ?? (input.notes || null),
    ownerId: row.ownerId ?? input.ownerId ?? null,
    tags: moreTags(row.tags, input.tags ?? []),
    avatarUrl: row.avatarUrl ?? input.avatarUrl ?? null,
    timeZone: row.timeZone ?? input.timeZone ?? null,
    language: row.language ?? input.language ?? null,
    source: row.source ?? (input.source || null),
    doNotContact: row.doNotContact || (input.doNotContact ?? false),
    fields: row.fields,
  };
}

const isDerivedName = ({ name, points }: ContactRow) =>
  points.some(({ kind, normalized }) => nameFromPoint(kind, normalized) === name);

/** Adds tags after those that are there, as far as a record may have them. */
function moreTags(had: string[], given: string[]): string[] {
  const known = new Set(had.map((tag) => tag.toLowerCase()));
  return [...had, ...given.filter((tag) => !known.has(tag.toLowerCase()))].slice(0, Math.max(maxTags, had.length));
}

const emptyOnly = ({ fields }: ContactRow, { fields: given = {} }: NewContact) =>
  Object.fromEntries(Object.entries(given).filter(([key]) => fields[key] === undefined));

/**
 * Companies are held before contacts everywhere, so the company is found first; but not for a contact who has one. Only
 * addresses that are new to the contact tell of a company by their domain: who took the company away meant it.
 */
async function employerIfNone(ctx: WriteCtx, id: string, { input, points }: Known): Promise<string | null> {
  const { tx, organizationId } = ctx;
  const [row] = await tx<{ points: string[] }[]>`
    select array(select p.kind || ':' || p.normalized from app.contact_points p
      where p.organization_id = c.organization_id and p.contact_id = c.id) as points
    from app.contacts c where c.organization_id = ${organizationId} and c.id = ${id} and c.company_id is null`;
  if (!row) return null;
  const had = new Set(row.points);
  const telling = input.companyName ? points : points.filter((point) => !had.has(pointKey(point)));
  return employerOf(ctx, input.companyName, telling);
}
