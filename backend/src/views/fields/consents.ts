// Owns the fields of views that tell what people agreed to: purposes of which the newest entry says so.
import type { Tx } from '../../db/tenant.ts';
import type { Field } from '../field.ts';

const current = (tx: Tx, state: 'given' | 'withdrawn') => tx`
  from app.consents k
  where k.organization_id = (select app.acting_organization()) and k.struck_at is null and k.state = ${state}
    and not exists (
      select from app.consents n
      where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
        and n.struck_at is null and (n.at, n.id) > (k.at, k.id))`;

export const consentField = (key: string, state: 'given' | 'withdrawn'): Field => ({
  key,
  type: 'choices',
  folded: true,
  where: (tx, test) => tx`r.id in (select k.contact_id ${current(tx, state)} and ${test(tx`k.folded`)})`,
  sort: null,
  json: (tx) => tx`(
    select coalesce(json_agg(k.purpose order by k.folded), '[]'::json) ${current(tx, state)} and k.contact_id = r.id)`,
});
