// Owns finding the live contact who has one of some addresses.
import { AppError, type FieldError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { findByPoints } from './contact-queries.ts';
import { normalizePoint } from './normalize.ts';
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
  return `{"contact":${await findByPoints(ctx, wanted)}}`;
}
