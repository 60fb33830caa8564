// Owns reading and writing what a bulk edit may change of many contacts, each in one statement.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';

/** The columns that a bulk edit may change. */
export const BulkColumns = z.object({
  ownerId: z.uuid().nullable(),
  doNotContact: z.boolean(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()),
});
export type BulkColumns = z.infer<typeof BulkColumns>;

export interface BulkRow extends BulkColumns {
  id: string;
  deleted: boolean;
}

/** Holds the contacts in one order everywhere and reads them; those that are not here are left out. */
export async function holdRows({ tx, organizationId }: WriteCtx, ids: string[]): Promise<BulkRow[]> {
  const rows = await tx<BulkRow[]>`
    select id, deleted_at is not null as deleted, owner_id as "ownerId", do_not_contact as "doNotContact", tags, fields
    from app.contacts where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id for update`;
  return [...rows];
}

/** Writes them whole and returns them as they are kept: tags get the spelling of the organization. */
export async function writeRows({ tx, organizationId }: WriteCtx, rows: (BulkColumns & { id: string })[]) {
  const written = await tx<BulkRow[]>`
    update app.contacts c
    set owner_id = (n.row ->> 'ownerId')::uuid, do_not_contact = (n.row ->> 'doNotContact')::boolean,
      tags = array(select jsonb_array_elements_text(n.row -> 'tags')), fields = n.row -> 'fields'
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as n (row)
    where c.organization_id = ${organizationId} and c.id = (n.row ->> 'id')::uuid
    returning c.id, false as deleted, c.owner_id as "ownerId", c.do_not_contact as "doNotContact", c.tags, c.fields`;
  return new Map(written.map((row) => [row.id, row]));
}

/** Deletes contacts softly, or brings them back. */
export async function setDeleted({ tx, organizationId }: WriteCtx, ids: string[], deleted: boolean): Promise<void> {
  await tx`
    update app.contacts set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = any(${ids}::uuid[])`;
}
