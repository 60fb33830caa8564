// Owns finding who somebody is: the one match for captures, imports, the API and inbound mail. A contact point decides; a name
// with its company or mail domain only suggests.
import { isPublicMail } from '../companies/public-mail.ts';
import type { ReadCtx } from '../http/context.ts';
import type { Point } from './points.ts';

export interface MatchCandidate {
  name?: string | null | undefined;
  companyName?: string | null | undefined;
  points: Pick<Point, 'kind' | 'normalized'>[];
}

export interface MatchOwner {
  contactId: string;
  name: string;
  /** Deleted contacts keep their points: offer to restore them. */
  deleted: boolean;
  /** The first of the candidate's points that they have. */
  point: Pick<Point, 'kind' | 'normalized'>;
}

export interface MatchSuggestion {
  contactId: string;
  name: string;
  /** Same name, and: the same company, now or before; or a mail address or company of the same domain. */
  reason: 'name_and_company' | 'name_and_domain';
  /** The company's name or the domain that they share. */
  shared: string;
}

export interface Match {
  /** Whose the points are, in the order of the points: none, one, or several who would have to be merged. */
  owners: MatchOwner[];
  /** Other live contacts who may be the same person, the most recently active first. */
  suggestions: MatchSuggestion[];
}

/** Most suggestions of one candidate. */
const most = 10;

/** Matches candidates, thousands in one round trip. @returns one match per candidate, in order. */
export async function matchContacts(ctx: ReadCtx, candidates: MatchCandidate[]): Promise<Match[]> {
  if (candidates.length === 0) return [];
  const [, owners, suggestions] = await Promise.all([
    planForBatch(ctx, candidates.length),
    findOwners(ctx, candidates),
    findSuggestions(ctx, candidates),
  ]);
  const matches = candidates.map((): Match => ({ owners: [], suggestions: [] }));
  for (const { nth, ...owner } of owners) matches[nth]?.owners.push(owner);
  for (const { nth, ...suggestion } of suggestions) {
    const match = matches[nth];
    const owns = match?.owners.some(({ contactId }) => contactId === suggestion.contactId);
    if (match && !owns && match.suggestions.length < most) match.suggestions.push(suggestion);
  }
  return matches;
}

/** A plan that was kept from when the tables were small would look at each row for each candidate of a batch. */
async function planForBatch({ tx }: ReadCtx, size: number): Promise<void> {
  if (size > 20) await tx`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
}

async function findOwners({ tx }: ReadCtx, candidates: MatchCandidate[]): Promise<(MatchOwner & { nth: number })[]> {
  const given = candidates.flatMap(({ points }, nth) => points.map((point) => ({ nth, ...point })));
  if (given.length === 0) return [];
  return tx<(MatchOwner & { nth: number })[]>`
    select nth, "contactId", name, deleted, point from (
      select distinct on (g.nth, c.id) g.nth, g.place, c.id as "contactId", c.name, c.deleted_at is not null as deleted,
        jsonb_build_object('kind', g.kind, 'normalized', g.normalized) as point
      from unnest(${given.map(({ nth }) => nth)}::int[], ${given.map(({ kind }) => kind)}::text[],
        ${given.map(({ normalized }) => normalized)}::text[]) with ordinality as g (nth, kind, normalized, place)
      join app.contact_points p on p.organization_id = (select app.acting_organization())
        and p.kind = g.kind and p.normalized = g.normalized
      join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id
      order by g.nth, c.id, g.place) found
    order by nth, place`;
}

async function findSuggestions(
  { tx }: ReadCtx,
  candidates: MatchCandidate[],
): Promise<(MatchSuggestion & { nth: number })[]> {
  const named = candidates.flatMap(({ name, companyName, points }, nth) => {
    const domains = [...new Set(points.flatMap(domainOf))];
    const company = companyName?.trim() ?? '';
    const plain = name?.trim().replaceAll(/\s+/g, ' ') ?? '';
    return plain === '' || (company === '' && domains.length === 0) ? [] : [{ nth, plain, company, domains }];
  });
  if (named.length === 0) return [];
  return tx<(MatchSuggestion & { nth: number })[]>`
    with w as materialized (
      select nth, name, company, string_to_array(domains, ' ') || array(
          select d.domain from app.companies f
          join app.company_domains d on d.organization_id = f.organization_id and d.company_id = f.id
          where f.organization_id = (select app.acting_organization()) and f.sort_name = company
            and f.deleted_at is null) as domains
      from (
        select nth, left(app.fold(left(name, 100)), 150) as name, left(app.fold(left(company, 100)), 150) as company, domains
        from unnest(${named.map(({ nth }) => nth)}::int[], ${named.map(({ plain }) => plain)}::text[],
          ${named.map(({ company }) => company)}::text[], ${named.map(({ domains }) => domains.join(' '))}::text[])
          as given (nth, name, company, domains)) folded)
    select w.nth, c.id as "contactId", c.name,
      case when same.company is null then 'name_and_domain' else 'name_and_company' end as reason,
      coalesce(same.company, same.domain) as shared
    from w
    join app.contacts c on c.organization_id = (select app.acting_organization()) and c.sort_name = w.name
      and c.deleted_at is null
    cross join lateral (
      select (
          select f.name from app.employments e
          join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id
          where e.organization_id = c.organization_id and e.contact_id = c.id and f.sort_name = w.company
          limit 1) as company,
        coalesce((
          select split_part(p.normalized, '@', 2) from app.contact_points p
          where p.organization_id = c.organization_id and p.contact_id = c.id and p.kind = 'email'
            and split_part(p.normalized, '@', 2) = any(w.domains) limit 1), (
          select d.domain from app.company_domains d
          where d.organization_id = c.organization_id and d.company_id = c.company_id and d.domain = any(w.domains)
          limit 1)) as domain
      offset 0) same
    where same.company is not null or same.domain is not null
    order by w.nth, c.active_at desc, c.id`;
}

/** The mail domain, unless anybody may have an address there. */
function domainOf({ kind, normalized }: Pick<Point, 'kind' | 'normalized'>): string[] {
  const domain = kind === 'email' ? normalized.slice(normalized.lastIndexOf('@') + 1) : '';
  return domain === '' || isPublicMail(domain) ? [] : [domain];
}
