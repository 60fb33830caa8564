// Owns which company a captured person works for: by its name, else by the domain of a mail address.
import { companyOfDomains, matchCompany } from '../companies/match-company.ts';
import { companyDomainsOf } from '../companies/public-mail.ts';
import type { WriteCtx } from '../http/context.ts';
import type { ContactRow } from './contact-row.ts';
import { type Point, pointKey } from './points.ts';

/**
 * The company of that name, which is made when there is none and then gets the mail domain; without a name one that has the
 * domain of a mail address, which is never made. Domains of public mail providers say nothing.
 */
export async function employerOf(ctx: WriteCtx, name: string | null | undefined, points: Point[]) {
  const domains = employerDomains(points);
  return name ? matchCompany(ctx, { name, domains }) : companyOfDomains(ctx, domains);
}

/**
 * The company that addresses tell of which are new to a contact without a current employer; null for anybody else. Addresses that were
 * there tell nothing: who took the company away meant it.
 */
export function employerOfNew(ctx: WriteCtx, row: Pick<ContactRow, 'companyId' | 'points'>, points: Point[]) {
  if (row.companyId !== null) return Promise.resolve(null);
  const had = new Set(row.points.map(pointKey));
  return companyOfDomains(ctx, employerDomains(points.filter((point) => !had.has(pointKey(point)))));
}

/** The domains by which the mail addresses among the points may tell of an employer, the closest first. */
export function employerDomains(points: Pick<Point, 'kind' | 'normalized'>[]): string[] {
  const emails = points.flatMap(({ kind, normalized }) => (kind === 'email' ? [normalized] : []));
  return [...new Set(emails.flatMap(companyDomainsOf))];
}
