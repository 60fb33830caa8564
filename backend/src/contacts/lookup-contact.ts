// Owns who the person on somebody's screen is, by the one match: the live contact who has their address, or who may be the same.
import { AppError, type FieldError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { contactFields } from './contact-queries.ts';
import { matchContacts } from './match-contacts.ts';
import type { MatchCandidate } from './match-keys.ts';
import { normalizePoint } from './normalize.ts';
import type { LookupQuery } from './schema.ts';

/** The surest address first. */
const order = ['email', 'telegram', 'linkedin', 'phone'] as const;

/**
 * Looks the person up; the first address that a live contact has wins. Answers JSON text: the contact is `null` when nobody has
 * one, and suggestions are made only then.
 */
export async function lookupContact(ctx: ReadCtx, query: LookupQuery): Promise<string> {
  const { tx } = ctx;
  const candidate = { name: query.name, companyName: query.company, points: normalizedPoints(query) };
  const ofOwner = tx`case when c.deleted_at is null then json_build_object(${contactFields(tx)})::text end`;
  const [match] = await matchContacts(ctx, [candidate], { ofOwner });
  const owner = match?.owners.find(({ deleted }) => !deleted);
  return `{"contact":${owner?.json ?? 'null'},"suggestions":${JSON.stringify(match?.suggestions ?? [])}}`;
}

function normalizedPoints(query: LookupQuery): MatchCandidate['points'] {
  const errors: FieldError[] = [];
  const points = order.flatMap((kind) => {
    const written = query[kind];
    if (written === undefined) return [];
    const normalized = normalizePoint(kind, written);
    if (normalized.ok) return [{ kind, normalized: normalized.value }];
    errors.push({ path: kind, message: normalized.message });
    return [];
  });
  if (errors.length > 0) throw new AppError('invalid_input', 'Some addresses are not right.', { errors });
  return points;
}
