// Owns finding the company that a contact's company name means, or making it.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';

/**
 * Returns the id of the live company with this name, without regard to case and accents; creates it when there is none.
 * Two captures of one new firm at the same moment make one.
 */
export async function matchCompany(ctx: WriteCtx, name: string): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  await tx`select pg_advisory_xact_lock(hashtextextended(${organizationId} || ':company:' || app.fold(${name}), 0))`;
  const [found] = await tx<{ id: string }[]>`
    select id from app.companies
    where organization_id = ${organizationId} and app.fold(name) = app.fold(${name}) and deleted_at is null
    order by id limit 1`;
  if (found) return found.id;
  const [made] = await tx<{ id: string }[]>`
    insert into app.companies (organization_id, name, created_by) values (${organizationId}, ${name}, ${actor.id})
    returning id`;
  if (!made) throw new Error('The company was not inserted');
  await recordEvent(ctx, 'company.created', { subjectId: made.id, payload: {} });
  return made.id;
}
