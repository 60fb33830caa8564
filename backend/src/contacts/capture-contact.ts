// Owns capturing a person: one contact however often, and from however many places at once, somebody captures them.
import { checkFields } from '../custom-fields/check-fields.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireMember } from '../members/require-member.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { employerOf } from './employer.ts';
import { fillContact } from './fill-contact.ts';
import { getContact, personDeleted } from './get-contact.ts';
import type { MatchOwner, MatchSuggestion } from './match-contacts.ts';
import { nameFromPoint } from './normalize.ts';
import { addPoints, claimMatch, normalizePoints, type Point } from './points.ts';
import type { NewContact } from './schema.ts';

export interface Captured {
  contact: StoredJson;
  created: boolean;
  /** Others who may be the same person. */
  suggestions: MatchSuggestion[];
  undoToken: string | null;
}

/**
 * Creates a contact, or fills what is empty of the one that has any of the points.
 * @throws AppError `invalid_input`, `contact_deleted` or `contact_ambiguous`.
 */
export async function captureContact(ctx: WriteCtx, input: NewContact): Promise<Captured> {
  const points = normalizePoints(input.points);
  const { name, companyName } = input;
  const { owners, suggestions } = await claimMatch(ctx, { name, companyName, points });
  const match = onlyMatch(owners, input.sameAs);
  if (input.ownerId) await requireMember(ctx, input.ownerId);
  const contactId = match ?? (await createContact(ctx, input, points));
  const filled = match && (await fillContact(ctx, match, { input, points }));
  const contact = await getContact(ctx, contactId);
  const undoToken = match
    ? filled
    : await offerUndo(ctx, 'contact.capture', { id: contactId, version: contact.version });
  const others = suggestions.filter((other) => other.contactId !== match);
  return { contact, created: match === null, suggestions: others, undoToken };
}

/** @param chosen whom a person chose: nobody else may have one of the points. */
function onlyMatch(owners: MatchOwner[], chosen: string | undefined): string | null {
  const ids = owners.map(({ contactId }) => contactId);
  const contactIds = [...new Set(chosen === undefined ? ids : [chosen.toLowerCase(), ...ids])];
  const [first, second] = contactIds;
  if (first === undefined) return null;
  if (second !== undefined) {
    throw new AppError('contact_ambiguous', 'These contact points belong to different contacts.', { contactIds });
  }
  if (owners[0]?.deleted) throw personDeleted(first);
  return first;
}

async function createContact(ctx: WriteCtx, input: NewContact, points: Point[]): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  const [first] = points;
  const name = input.name !== '' || !first ? input.name : nameFromPoint(first.kind, first.normalized);
  const companyId = await employerOf(ctx, input.companyName, points);
  const fields = await checkFields(ctx, { recordType: 'contact', given: input.fields });
  const [row] = await tx<{ id: string }[]>`
    insert into app.contacts (organization_id, name, title, company_id, notes, owner_id, tags, avatar_url, time_zone,
      language, source, do_not_contact, fields, created_by)
    values (${organizationId}, ${name}, ${input.title || null}, ${companyId}, ${input.notes || null},
      ${input.ownerId ?? null}, ${input.tags ?? []}::text[], ${input.avatarUrl ?? null}, ${input.timeZone ?? null},
      ${input.language ?? null}, ${input.source || null}, ${input.doNotContact ?? false},
      ${JSON.stringify(fields)}::text::jsonb, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The contact was not inserted');
  await Promise.all([
    addPoints(ctx, row.id, points),
    recordEvent(ctx, 'contact.created', { subjectId: row.id, payload: {} }),
  ]);
  return row.id;
}
