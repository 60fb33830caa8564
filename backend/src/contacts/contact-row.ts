// Owns the state of a contact that a change is decided on, held until the transaction ends, and writing it.
import { sameFields } from '../custom-fields/same-fields.ts';
import type { FieldValues } from '../custom-fields/values.ts';
import type { WriteCtx } from '../http/context.ts';
import { sameTags } from '../tags/same-tags.ts';
import type { PointKind } from './schema.ts';

/** What stands in the contact's own row and people edit. */
export interface ContactColumns {
  name: string;
  title: string | null;
  companyId: string | null;
  notes: string | null;
  ownerId: string | null;
  tags: string[];
  avatarUrl: string | null;
  timeZone: string | null;
  language: string | null;
  source: string | null;
  doNotContact: boolean;
  fields: FieldValues;
}

export interface ContactRow extends ContactColumns {
  version: number;
  deleted: boolean;
  points: { kind: PointKind; value: string; normalized: string }[];
}

/** Holds the row against other changes and reads it; null when there is none that the caller may change. */
export async function holdContact({ tx, organizationId }: WriteCtx, id: string): Promise<ContactRow | null> {
  const [row] = await tx<Omit<ContactRow, 'points'>[]>`
    select version, deleted_at is not null as deleted, name, title, notes, company_id as "companyId",
      owner_id as "ownerId", tags, avatar_url as "avatarUrl", time_zone as "timeZone", language, source,
      do_not_contact as "doNotContact", fields
    from app.contacts where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) return null;
  const points = await tx<ContactRow['points']>`
    select kind, value, normalized from app.contact_points
    where organization_id = ${organizationId} and contact_id = ${id} order by position, id`;
  return { ...row, points: [...points] };
}

/** Writes the whole row, which raises its version. */
export async function writeContact({ tx, organizationId }: WriteCtx, id: string, to: ContactColumns): Promise<void> {
  await tx`
    update app.contacts
    set name = ${to.name}, title = ${to.title}, company_id = ${to.companyId}, notes = ${to.notes},
      owner_id = ${to.ownerId}, tags = ${to.tags}::text[], avatar_url = ${to.avatarUrl}, time_zone = ${to.timeZone},
      language = ${to.language}, source = ${to.source}, do_not_contact = ${to.doNotContact},
      fields = ${JSON.stringify(to.fields)}::text::jsonb
    where organization_id = ${organizationId} and id = ${id}`;
}

const plain = [
  'name',
  'title',
  'companyId',
  'notes',
  'ownerId',
  'tags',
  'avatarUrl',
  'timeZone',
  'language',
  'source',
  'doNotContact',
  'fields',
] as const;

/** Names what differs, as it is called on the wire. */
export function changedColumns(from: ContactColumns, to: ContactColumns): string[] {
  const differs = (column: (typeof plain)[number]) => {
    if (column === 'tags') return !sameTags(from.tags, to.tags);
    if (column === 'fields') return !sameFields(from.fields, to.fields);
    return from[column] !== to[column];
  };
  return plain.filter(differs).map((column) => (column === 'companyId' ? 'companyName' : column));
}
