// Owns finding the company that a contact works for, by its name or by the domain of a mail address, or making it.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';

export interface WantedCompany {
  name: string;
  /** Mail domains of who works there, the closest first; a company that is made now gets the first that nobody has. */
  domains?: string[];
}

/**
 * Returns the id of the live company with this name, without regard to case and accents; creates it when there is none.
 * Two captures of one new firm at the same moment make one.
 */
export async function matchCompany(ctx: WriteCtx, { name, domains = [] }: WantedCompany): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  await tx`select pg_advisory_xact_lock(hashtextextended(${organizationId} || ':company:' || app.fold(${name}), 0))`;
  const [found] = await tx<{ id: string }[]>`
    select id from app.companies
    where organization_id = ${organizationId} and app.fold(name) = app.fold(${name}) and deleted_at is null
    order by id limit 1`;
  if (found) return found.id;
  const domain = await freeDomain(ctx, domains);
  const [made] = await tx<{ id: string }[]>`
    insert into app.companies (organization_id, name, domain, created_by)
    values (${organizationId}, ${name}, ${domain}, ${actor.userId}) returning id`;
  if (!made) throw new Error('The company was not inserted');
  await recordEvent(ctx, 'company.created', { subjectId: made.id, payload: {} });
  return made.id;
}

/** The live company that has one of the domains, the closest first; null when none has. Never makes one. */
export async function companyOfDomains({ tx, organizationId }: WriteCtx, domains: string[]): Promise<string | null> {
  if (domains.length === 0) return null;
  const [row] = await tx<{ id: string }[]>`
    select c.id from unnest(${domains}::text[]) with ordinality as wanted (domain, place)
    join app.company_domains d on d.organization_id = ${organizationId} and d.domain = wanted.domain
    join app.companies c on c.organization_id = d.organization_id and c.id = d.company_id and c.deleted_at is null
    order by wanted.place limit 1`;
  return row?.id ?? null;
}

/** Holds domains until the transaction ends, in one order everywhere, so that no two companies take one at once. */
export async function holdDomains({ tx, organizationId }: WriteCtx, domains: string[]): Promise<void> {
  if (domains.length === 0) return;
  const keys = domains.map((domain) => `${organizationId}:domain:${domain}`).sort();
  await tx`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`;
}

/** The first domain, unless a company, seen or not, has it or one above it: then it says too little. */
async function freeDomain(ctx: WriteCtx, domains: string[]): Promise<string | null> {
  const { tx, organizationId } = ctx;
  await holdDomains(ctx, domains);
  const [taken] = await tx`
    select from app.company_domains
    where organization_id = ${organizationId} and domain = any(${domains}::text[])
    union all
    select from app.taken_beyond(array_fill('domain'::text, array[${domains.length}::int]), ${domains}::text[])
    limit 1`;
  return taken ? null : (domains[0] ?? null);
}
