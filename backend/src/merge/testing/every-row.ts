// Owns looking at everything that hangs on records, for tests of merging: every column of every row, as the database has it.
import type { TestDeps } from '../../testing/test-deps.ts';

/** Tables with what belongs to contacts, companies and deals, and how their rows are told apart. */
const tables = {
  contacts: 'id',
  contact_points: 'id',
  employments: 'id',
  companies: 'id',
  company_domains: 'domain',
  company_points: 'id',
  deals: 'id',
  deal_contacts: 'deal_id, contact_id',
  interactions: 'id',
  interaction_texts: 'interaction_id, part',
  tasks: 'id',
  notes: 'id',
  contact_cadences: 'id',
  consents: 'id',
  mail_grants: 'id',
  mail_grant_contacts: 'id',
  relations: 'id',
  match_keys: 'record_type, key, record_id',
  distinct_pairs: 'id',
  tag_uses: 'record_id, folded',
  field_values: 'record_id, field_id, ordinal',
  search_documents: 'record_id, kind, part',
} as const;

/** Every row of the organization, by table, in a fixed order. */
export async function everyRow({ admin }: TestDeps, organizationId: string): Promise<Record<string, string[]>> {
  const found = await Promise.all(
    Object.entries(tables).map(async ([table, order]) => {
      const rows = await admin<{ row: string }[]>`
        select to_jsonb(t)::text as row from app.${admin(table)} t where organization_id = ${organizationId}
        order by ${admin.unsafe(order)}`;
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(found);
}
