// Owns how strength is read: from rows that the database keeps as messages are logged, at their value of the moment.
import type { Tx } from '../db/tenant.ts';

/**
 * JSON of `Strength` for the row `c` of contacts, or null. One index lookup a contact, whatever they wrote. Postgres writes the
 * functions' text into the query only for plain columns: hence the inner selects. The factor is computed once a query.
 */
export const strengthOf = (tx: Tx) => tx`(
  select json_build_object('grade', app.strength_grade(g.inbound, g.outbound), 'strongestUserId', g.strongest)
  from (
    select sum(s.inbound) as inbound, sum(s.outbound) as outbound,
      (array_agg(s.user_id order by app.strength_score(s.inbound, s.outbound) desc, s.user_id)
        filter (where s.user_id in (
          select m.user_id from app.memberships m where m.organization_id = (select app.acting_organization()))))[1] as strongest
    from (
      select s.user_id, s.inbound * (select app.strength_factor(now())) as inbound,
        s.outbound * (select app.strength_factor(now())) as outbound
      from app.connection_strengths s
      where s.organization_id = c.organization_id and s.contact_id = c.id and s.interactions > 0 offset 0) s
    having count(*) > 0 offset 0) g)`;
