// Owns reading `contact:<id>` and `company:<id>`, and finding out whether such records are there.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import type { RelationEnd } from './schema.ts';

/** Reads a record that the wire schema has let through. */
export function readRecord(text: string): RelationEnd {
  const [type, id = ''] = text.toLowerCase().split(':');
  return { type: type === 'company' ? 'company' : 'contact', id };
}

export interface NamedRecord extends RelationEnd {
  /** Where the request names it, for error paths. */
  path: string;
}

/** @throws AppError `not_found` naming each record that is not here, or was deleted. */
export async function requireRecords({ tx }: ReadCtx, records: NamedRecord[]): Promise<void> {
  const idsOf = (type: RelationEnd['type']) => records.filter((one) => one.type === type).map(({ id }) => id);
  const rows = await tx<{ id: string }[]>`
    select c.id from app.contacts c
    where c.organization_id = (select app.acting_organization()) and c.id = any(${idsOf('contact')}::uuid[])
      and c.deleted_at is null
    union all
    select f.id from app.companies f
    where f.organization_id = (select app.acting_organization()) and f.id = any(${idsOf('company')}::uuid[])
      and f.deleted_at is null`;
  const live = new Set(rows.map(({ id }) => id));
  const errors = records.flatMap(({ id, type, path }) =>
    live.has(id.toLowerCase()) ? [] : [{ path, message: `There is no such ${type} here.` }],
  );
  if (errors.length > 0)
    throw new AppError('not_found', 'Somebody that this names is not here, or was deleted.', { errors });
}
