// Owns reading and writing what a bulk edit may change of many records, each in one statement.
import { z } from 'zod';
import type { Tx } from '../../db/tenant.ts';
import type { WriteCtx } from '../../http/context.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';

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

/** Where a kind keeps its rows. */
const tableOf = (tx: Tx, kind: BulkKind) => tx`app.${tx(bulkKinds[kind].table)}`;

/** Nobody writes to a deal. */
const doNotContact = (tx: Tx, kind: BulkKind) => (kind === 'deal' ? tx`false` : tx`r.do_not_contact`);

/** Holds the records in one order everywhere and reads them; those that are not here are left out. */
export async function holdRows({ tx, organizationId }: WriteCtx, kind: BulkKind, ids: string[]): Promise<BulkRow[]> {
  const rows = await tx<BulkRow[]>`
    select r.id, r.deleted_at is not null as deleted, r.owner_id as "ownerId", ${doNotContact(tx, kind)} as "doNotContact",
      r.tags, r.fields
    from ${tableOf(tx, kind)} r
    where r.organization_id = ${organizationId} and r.id = any(${ids}::uuid[]) order by r.id for update`;
  return [...rows];
}

/** Writes them whole and returns them as they are kept: tags get the spelling of the organization. */
export async function writeRows(
  { tx, organizationId }: WriteCtx,
  kind: BulkKind,
  rows: (BulkColumns & { id: string })[],
) {
  const written = await tx<BulkRow[]>`
    update ${tableOf(tx, kind)} r
    set owner_id = (n.row ->> 'ownerId')::uuid,
      ${kind === 'deal' ? tx`` : tx`do_not_contact = (n.row ->> 'doNotContact')::boolean,`}
      tags = array(select jsonb_array_elements_text(n.row -> 'tags')), fields = n.row -> 'fields'
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as n (row)
    where r.organization_id = ${organizationId} and r.id = (n.row ->> 'id')::uuid
    returning r.id, false as deleted, r.owner_id as "ownerId", ${doNotContact(tx, kind)} as "doNotContact", r.tags, r.fields`;
  return new Map(written.map((row) => [row.id, row]));
}

/** Deletes records softly, or brings them back. */
export async function setDeleted(
  { tx, organizationId }: WriteCtx,
  kind: BulkKind,
  { ids, deleted }: { ids: string[]; deleted: boolean },
): Promise<void> {
  await tx`
    update ${tableOf(tx, kind)} set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = any(${ids}::uuid[])`;
}
