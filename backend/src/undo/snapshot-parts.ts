// Owns the parts of a record, which stand in tables of their own: reading them whole and putting them back as they were.
import type { WriteCtx } from '../http/context.ts';

export type Rows = Record<string, unknown>[];

/** Which column names the record, and which one tells a record's parts apart. */
const tables = {
  contact_points: { of: 'contact_id', key: 'id' },
  employments: { of: 'contact_id', key: 'id' },
  company_points: { of: 'company_id', key: 'id' },
  deal_contacts: { of: 'deal_id', key: 'contact_id' },
} as const;
export type PartTable = keyof typeof tables;

export const partsOf: Record<'contact' | 'company' | 'deal', PartTable[]> = {
  contact: ['contact_points', 'employments'],
  company: ['company_points'],
  deal: ['deal_contacts'],
};

const bookkeeping = ['version', 'updated_at'];

/** The parts of a record by table, each in a fixed order. */
export async function readParts(
  { tx, organizationId }: WriteCtx,
  kind: keyof typeof partsOf,
  id: string,
): Promise<Partial<Record<PartTable, Rows>>> {
  const found = await Promise.all(
    partsOf[kind].map(async (part) => {
      const { of, key } = tables[part];
      const rows = await tx<{ row: Rows[number] }[]>`
        select to_jsonb(p) - ${bookkeeping}::text[] as row from app.${tx(part)} p
        where p.organization_id = ${organizationId} and p.${tx(of)} = ${id} order by p.${tx(key)}`;
      return [part, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** Takes away what was not there then and puts back what was; parts that are the same stay untouched. */
export async function writeParts(
  { tx, organizationId }: WriteCtx,
  part: PartTable,
  { id, rows }: { id: string; rows: Rows },
): Promise<void> {
  const { of, key } = tables[part];
  const before = tx`jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as part`;
  await tx`
    delete from app.${tx(part)} p where p.organization_id = ${organizationId} and p.${tx(of)} = ${id}
      and not exists (select from ${before} where part = to_jsonb(p) - ${bookkeeping}::text[])`;
  await tx`
    insert into app.${tx(part)}
    select was.* from ${before},
      jsonb_populate_record(null::app.${tx(part)}, '{"version": 1}' || jsonb_build_object('updated_at', now()) || part) as was
    where not exists (
      select from app.${tx(part)} p
      where p.organization_id = ${organizationId} and p.${tx(of)} = ${id} and p.${tx(key)} = was.${tx(key)})`;
}
