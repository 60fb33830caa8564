// Owns the state of a company that a change is decided on, held until the transaction ends.
import { sameFields } from '../custom-fields/same-fields.ts';
import type { FieldValues } from '../custom-fields/values.ts';
import type { WriteCtx } from '../http/context.ts';
import { sameTags } from '../tags/same-tags.ts';
import { noSuchCompany } from './company-queries.ts';

/** What stands in the company's own row and people edit. */
export interface CompanyColumns {
  name: string;
  domains: string[];
  description: string | null;
  logoUrl: string | null;
  ownerId: string | null;
  tags: string[];
  timeZone: string | null;
  language: string | null;
  source: string | null;
  doNotContact: boolean;
  fields: FieldValues;
}

export interface CompanyRow extends CompanyColumns {
  version: number;
  deleted: boolean;
}

/** Holds the row against other changes. @throws AppError `not_found`. */
export async function holdCompany({ tx, organizationId }: WriteCtx, id: string): Promise<CompanyRow> {
  const [row] = await tx<CompanyRow[]>`
    select version, deleted_at is not null as deleted, name, domains, description, logo_url as "logoUrl",
      owner_id as "ownerId", tags, time_zone as "timeZone", language, source, do_not_contact as "doNotContact", fields
    from app.companies where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchCompany();
  return row;
}

/** Writes the whole row, which raises its version. The first domain becomes the main one. */
export async function writeCompany({ tx, organizationId }: WriteCtx, id: string, to: CompanyColumns): Promise<void> {
  await tx`
    update app.companies
    set name = ${to.name}, domains = ${to.domains}::text[], description = ${to.description}, logo_url = ${to.logoUrl},
      owner_id = ${to.ownerId}, tags = ${to.tags}::text[], time_zone = ${to.timeZone}, language = ${to.language},
      source = ${to.source}, do_not_contact = ${to.doNotContact}, fields = ${JSON.stringify(to.fields)}::text::jsonb
    where organization_id = ${organizationId} and id = ${id}`;
}

const plain = ['timeZone', 'language', 'source', 'doNotContact'] as const;

/** Names what differs, as it is called on the wire. */
export function changedColumns(from: CompanyColumns, to: CompanyColumns): string[] {
  const text = (value: unknown) => JSON.stringify(value);
  return [
    ...(from.name === to.name ? [] : ['name']),
    ...(from.domains[0] === to.domains[0] ? [] : ['domain']),
    ...(text(from.domains.slice(1)) === text(to.domains.slice(1)) ? [] : ['domains']),
    ...(from.description === to.description ? [] : ['description']),
    ...(from.logoUrl === to.logoUrl ? [] : ['logoUrl']),
    ...(from.ownerId === to.ownerId ? [] : ['ownerId']),
    ...(sameTags(from.tags, to.tags) ? [] : ['tags']),
    ...plain.filter((column) => from[column] !== to[column]),
    ...(sameFields(from.fields, to.fields) ? [] : ['fields']),
  ];
}
