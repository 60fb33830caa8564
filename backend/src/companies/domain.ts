// Owns the form of a company's domains: bare host names, each of one company.
import { domainToASCII } from 'node:url';
import { AppError, type FieldError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { holdDomains } from './match-company.ts';

/** The form in which a domain is kept; null when it is no host name with a dot. */
function hostOf(written: string): string | null {
  const host = domainToASCII(written);
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(host) && host.length <= 253 ? host : null;
}

interface Written {
  domain?: string | null | undefined;
  domains?: string[] | undefined;
}

/**
 * The domains that a company has after a write. `domain` replaces the first; null takes it away.
 * @throws AppError `invalid_input` naming each that is wrong.
 */
export function wantedDomains({ domain, domains }: Written, kept: string[]): string[] {
  const message = 'Write a bare host name such as acme.example.';
  const errors: FieldError[] = [];
  const check = (written: string, path: string) => {
    const host = hostOf(written);
    if (host === null) errors.push({ path, message });
    return host ?? '';
  };
  const wanted = domains
    ? domains.map((one, index) => check(one, `domains.${index}`))
    : domain === undefined
      ? kept
      : [...(domain ? [check(domain, 'domain')] : []), ...kept.slice(1)];
  if (errors.length > 0) throw new AppError('invalid_input', 'The domain is not right.', { errors });
  return [...new Set(wanted)];
}

interface Taken {
  companyId: string;
  domain: string;
  deleted: boolean;
}

/** Holds domains for a company. @returns another company that has one of them, deleted ones included. */
export async function companyWithDomain(
  ctx: WriteCtx,
  domains: string[],
  companyId: string | null,
): Promise<Taken | undefined> {
  if (domains.length === 0) return undefined;
  const { tx, organizationId } = ctx;
  await holdDomains(ctx, domains);
  const [taken] = await tx<Taken[]>`
    select d.company_id as "companyId", d.domain, c.deleted_at is not null as deleted
    from app.company_domains d join app.companies c on c.organization_id = d.organization_id and c.id = d.company_id
    where d.organization_id = ${organizationId} and d.domain = any(${domains}::text[])
      and d.company_id is distinct from ${companyId}::uuid order by d.domain limit 1`;
  return taken;
}

/** Holds domains for a company. @throws AppError `domain_taken` with the company that has one, deleted ones included. */
export async function claimDomains(ctx: WriteCtx, domains: string[], companyId: string | null): Promise<void> {
  const taken = await companyWithDomain(ctx, domains, companyId);
  if (!taken) return;
  const detail = taken.deleted
    ? `A deleted company has the domain ${taken.domain}. Restore it to go on.`
    : `Another company has the domain ${taken.domain}.`;
  throw new AppError('domain_taken', detail, { companyId: taken.companyId });
}
