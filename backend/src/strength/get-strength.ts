// Owns reading how well the organization knows a contact, and who of the team knows them best.
import { noSuchContact } from '../contacts/get-contact.ts';
import type { ReadCtx } from '../http/context.ts';

/** Reads it at the moment that the clock says, as JSON text. @throws AppError `not_found`. */
export async function getStrength({ tx, deps }: ReadCtx, contactId: string): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    with graded as (
      select s.user_id, s.inbound * f.factor as inbound, s.outbound * f.factor as outbound, s.interactions, s.last_at
      from app.connection_strengths s, (select app.strength_factor(${deps.now()}) as factor) f
      where s.organization_id = (select app.acting_organization()) and s.contact_id = ${contactId} and s.interactions > 0),
    known as (
      select app.strength_score(g.inbound, g.outbound) as score, g.user_id, json_build_object(
        'userId', m.user_id, 'name', m.name, 'grade', app.strength_grade(g.inbound, g.outbound),
        'interactions', g.interactions, 'lastInteractionAt', g.last_at) as teammate
      from graded g join app.members((select app.acting_organization())) m on m.user_id = g.user_id)
    select json_build_object(
      'contactId', c.id,
      'grade', (select app.strength_grade(sum(g.inbound), sum(g.outbound)) from graded g having count(*) > 0),
      'strongest', (select k.teammate from known k order by k.score desc, k.user_id limit 1),
      'teammates', coalesce((select json_agg(k.teammate order by k.score desc, k.user_id) from known k), '[]'::json)
    )::text as json
    from app.contacts c where c.organization_id = (select app.acting_organization()) and c.id = ${contactId}`;
  if (!row) throw noSuchContact();
  return row.json;
}
