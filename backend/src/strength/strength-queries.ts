// Owns how strength is read: from rows that the database keeps as messages are logged, at their value of the moment.
import type { Tx } from '../db/tenant.ts';

/** JSON of `Strength` for the row `c` of contacts, or null. One index lookup a contact, whatever they wrote. */
export const strengthOf = (tx: Tx) => tx`(
  select json_build_object(
    'grade', app.strength_grade(sum(s.inbound) * max(f.factor), sum(s.outbound) * max(f.factor)),
    'strongestUserId', (array_agg(s.user_id order by
        app.strength_score(s.inbound * f.factor, s.outbound * f.factor) desc, s.user_id)
      filter (where exists (
        select from app.memberships m where m.organization_id = s.organization_id and m.user_id = s.user_id)))[1])
  from app.connection_strengths s, (select app.strength_factor(now()) as factor) f
  where s.organization_id = c.organization_id and s.contact_id = c.id and s.interactions > 0
  having count(*) > 0)`;
