// Owns how many texts of a person's messages an export leaves out, because colleagues keep them to themselves.
import type { Sql } from 'postgres';
import type { Tx } from '../db/tenant.ts';

/** Only of messages that the caller may see: of others, not even the number is told. @param admin reads what the caller may not. */
export async function countWithheldTexts(tx: Tx, contactId: string, admin: Sql): Promise<number> {
  const [seen] = await tx<{ organization: string; ids: string[]; texts: number }[]>`
    select app.acting_organization() as organization, coalesce(array_agg(i.id), '{}') as ids,
      coalesce(sum((select count(*) from app.interaction_texts t
        where t.organization_id = i.organization_id and t.interaction_id = i.id)), 0)::int as texts
    from app.interactions i
    where i.organization_id = (select app.acting_organization()) and i.contact_id = ${contactId}`;
  if (!seen || seen.ids.length === 0) return 0;
  const [all] = await admin<{ texts: number }[]>`
    select count(*)::int as texts from app.interaction_texts
    where organization_id = ${seen.organization} and interaction_id = any(${seen.ids})`;
  return Math.max(0, (all?.texts ?? 0) - seen.texts);
}
