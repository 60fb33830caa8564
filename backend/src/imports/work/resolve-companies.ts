// Owns finding the companies that rows name, by domain, then by name, and making those that are missing, all at once.
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';

export interface WantedCompany {
  name: string | null;
  domain: string | null;
  /** Domains of addresses of who works there, the closest first: a company that is made without a domain gets the first. */
  mailDomains?: string[];
}

export interface ResolvedCompanies {
  idOf(company: WantedCompany): string | null;
  /** The first of those that were made that has one of the domains. */
  madeWith(domains: string[]): string | null;
  /** Those that were made, with the index of the first that wanted them. */
  made: { id: string; first: number }[];
}

interface Row {
  nth: number;
  id: string | null;
  same: number;
}

/**
 * Finds or makes companies. A domain belongs to one company; names are compared without case and accents. Two imports of
 * one new firm at the same moment make one.
 */
export async function resolveCompanies(ctx: WriteCtx, wanted: WantedCompany[]): Promise<ResolvedCompanies> {
  const keys = wanted.map(keyOf);
  const distinct = [...new Map(wanted.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();
  if (distinct.length === 0) return { idOf: () => null, madeWith: () => null, made: [] };
  const found = await find(ctx, distinct);
  const missing = found.filter(({ id }) => id === null);
  const made = missing.length === 0 ? [] : await make(ctx, distinct, missing);
  const ids = new Map(found.map(({ nth, id, same }) => [nth, id ?? made.find((one) => one.nth === same)?.id ?? null]));
  const byKey = new Map(distinct.map((one, nth) => [keyOf(one), ids.get(nth) ?? null]));
  const byDomain = new Map(made.flatMap(({ id, domains }) => domains.map((domain) => [domain, id])));
  return {
    idOf: (company) => byKey.get(keyOf(company)) ?? null,
    madeWith: (domains) => domains.map((domain) => byDomain.get(domain)).find((id) => id !== undefined) ?? null,
    made: made.map(({ id, nth }) => ({
      id,
      first: keys.indexOf(keyOf(distinct[nth] ?? { name: null, domain: null })),
    })),
  };
}

const keyOf = ({ name, domain }: WantedCompany) => JSON.stringify([name, domain]);

/** `same` is the first of those that mean one and the same: a domain, else a folded name. */
async function find(ctx: WriteCtx, distinct: WantedCompany[]): Promise<Row[]> {
  const { tx, organizationId } = ctx;
  const names = distinct.map(({ name, domain }) => name ?? domain ?? '');
  // In one order everywhere, so that two imports never wait for each other in a circle.
  await tx`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(${organizationId} || ':company:' || app.fold(name), 0) as key
      from unnest(${names}::text[]) as name order by 1) as keys`;
  // Names are folded once each and met as keys: the planner may not know yet how many companies there are.
  return tx<Row[]>`
    with w as materialized (
      select nth, domain, app.fold(name) as folded, left(app.fold(left(name, 100)), 150) as sort_name
      from unnest(${names}::text[], ${distinct.map(({ domain }) => domain)}::text[]) with ordinality as given (name, domain, nth)),
    named as materialized (
      select min(c.id::text)::uuid as id, app.fold(c.name) as folded from app.companies c
      where c.organization_id = ${organizationId} and c.deleted_at is null and c.sort_name = any(array(select sort_name from w))
      group by 2)
    select (w.nth - 1)::int as nth, coalesce(by_domain.company_id, named.id) as id,
      (min(w.nth) over (partition by coalesce(w.domain, ''), w.folded) - 1)::int as same
    from w
    left join lateral (
      select d.company_id from app.company_domains d
      join app.companies c on c.organization_id = d.organization_id and c.id = d.company_id and c.deleted_at is null
      where d.organization_id = ${organizationId} and d.domain = w.domain) as by_domain on true
    left join named on named.folded = w.folded
    order by w.nth`;
}

interface Made {
  nth: number;
  id: string;
  domains: string[];
}

async function make(ctx: WriteCtx, distinct: WantedCompany[], missing: Row[]): Promise<Made[]> {
  const { tx, organizationId, actor } = ctx;
  const wanted = withDomains([...new Set(missing.map(({ same }) => same))].map((nth) => ({ nth, ...distinct[nth] })));
  const ids = await tx<{ id: string }[]>`select app.uuid_v7() as id from generate_series(1, ${wanted.length})`;
  const rows = wanted.map((one, at) => ({ ...one, id: ids[at]?.id ?? '' }));
  const domains = [...new Set(rows.flatMap(({ unless }) => unless))];
  // A domain that a deleted company keeps stays with that one. A mail domain says too little once some company has it, or one above.
  const inserted = await tx<{ id: string; domains: string[] }[]>`
    with beyond as materialized (
      select array(select value from app.taken_beyond(array_fill('domain'::text, array[${domains.length}::int]), ${domains}::text[])) as taken)
    insert into app.companies (id, organization_id, name, domains, created_by)
    select w.id, ${organizationId}, w.name,
      case when cardinality(w.unless) = 0 or exists (
        select from app.company_domains d where d.organization_id = ${organizationId} and d.domain = any(w.unless))
        or w.unless && (select taken from beyond)
      then '{}' else w.unless[1:1] end, ${actor.userId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w (id uuid, name text, unless text[])
    returning id, domains`;
  const domainsOf = new Map(inserted.map(({ id, domains }) => [id, domains]));
  await recordEvents(
    ctx,
    'company.created',
    rows.map(({ id }) => ({ subjectId: id, payload: {} })),
  );
  return rows.map(({ nth, id }) => ({ nth, id, domains: domainsOf.get(id) ?? [] }));
}

/** `unless` begins with the domain that each is to have, unless any of these is taken; of two new ones the first has it. */
function withDomains(wanted: (Partial<WantedCompany> & { nth: number })[]) {
  const claimed = new Set(wanted.flatMap(({ domain }) => domain ?? []));
  return wanted.map(({ nth, name, domain, mailDomains = [] }) => {
    const told = domain ?? null;
    const unless = told !== null ? [told] : mailDomains.some((one) => claimed.has(one)) ? [] : mailDomains;
    for (const one of unless.slice(0, 1)) claimed.add(one);
    return { nth, name: name ?? told, unless };
  });
}
