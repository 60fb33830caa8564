// Owns which companies the mail addresses of a batch tell of, as for a capture: those that have a domain, never new ones.
import { employerDomains } from '../../contacts/employer.ts';
import type { Point } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { PersonCandidate } from './person-candidate.ts';

export interface Employer {
  id: string;
  name: string;
}

/** The live companies by their domains, of addresses whose rows name no company. */
export async function findEmployers({ tx }: ReadCtx, rows: PersonCandidate[]): Promise<ReadonlyMap<string, Employer>> {
  const telling = rows.filter(({ texts, domain }) => texts.companyName === undefined && domain === null);
  const domains = [...new Set(telling.flatMap(({ points }) => employerDomains(points)))];
  if (domains.length === 0) return new Map();
  const found = await tx<(Employer & { domain: string })[]>`
    select d.domain, c.id, c.name from app.company_domains d
    cross join lateral (
      select c.id, c.name from app.companies c
      where c.organization_id = d.organization_id and c.id = d.company_id and c.deleted_at is null offset 0) c
    where d.organization_id = (select app.acting_organization()) and d.domain = any(${domains}::text[])`;
  return new Map(found.map(({ domain, id, name }) => [domain, { id, name }]));
}

/** The employer that the closest of the points' domains tells of. */
export const employerAmong = (employers: ReadonlyMap<string, Employer>, points: Point[]): Employer | undefined =>
  employerDomains(points)
    .map((domain) => employers.get(domain))
    .find((employer) => employer !== undefined);
