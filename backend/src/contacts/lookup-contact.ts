// Owns finding the live contact who has one of some addresses.
import { AppError, type FieldError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { findContact } from './contact-queries.ts';
import { normalizePoint } from './normalize.ts';
import { ownersOf } from './points.ts';
import type { LookupQuery } from './schema.ts';

/** The surest address first. */
const order = ['email', 'telegram', 'linkedin', 'phone'] as const;

/** Looks the addresses up; the first that a live contact has wins. Answers JSON text, `null` when nobody has one. */
export async function lookupContact(ctx: ReadCtx, query: LookupQuery): Promise<string> {
  const errors: FieldError[] = [];
  const wanted = order.flatMap((kind) => {
    const written = query[kind];
    if (written === undefined) return [];
    const normalized = normalizePoint(kind, written);
    if (normalized.ok) return [{ kind, normalized: normalized.value }];
    errors.push({ path: kind, message: normalized.message });
    return [];
  });
  if (errors.length > 0) throw new AppError('invalid_input', 'Some addresses are not right.', { errors });
  const owner = (await ownersOf(ctx, wanted)).find(({ deleted }) => !deleted);
  const contact = owner ? await findContact(ctx, owner.contactId) : null;
  return `{"contact":${contact?.json ?? 'null'}}`;
}
