// Owns why two records may be the same: which key that both have (`app.match_keys`) is which reason, and what it says in words.
import { z } from '@hono/zod-openapi';
import publicDomains from 'free-email-domains';
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import type { Reading } from '../http/context.ts';

export type MatchKind = 'contact' | 'company';

/** Reasons by the letter of the key, the strongest first. */
const contactReasons = { c: 'name_and_company', d: 'name_and_domain', p: 'name_and_phone' } as const;
const companyReasons = { d: 'domain', l: 'linkedin', m: 'email', n: 'name', p: 'phone' } as const;

export const ContactReason = z.enum(Object.values(contactReasons)).openapi('ContactMatchReason', {
  description:
    'The same name, and the same company now or before, or a mail address or company of the same domain, or numbers that end alike.',
});
export const MatchReason = z
  .object({
    reason: z.enum([...Object.values(contactReasons), ...Object.values(companyReasons)]),
    shared: z.string().openapi({ description: 'What they share: the company, the domain, the number.' }),
  })
  .openapi('MatchReason');
export type MatchReason = z.infer<typeof MatchReason>;

type Sql = PendingQuery<Row[]>;

/** Kind and value of a key: `d:acme.example`. @param key an expression, such as tx`k.key`. */
export const evidenceOf = (tx: Tx, kind: MatchKind, key: Sql): Sql =>
  kind === 'contact' ? tx`split_part(${key}, chr(31), 2)` : tx`${key}`;

/** The reason that a key is, by name. */
export const reasonOf = (tx: Tx, kind: MatchKind, key: Sql): Sql => tx`
  (${JSON.stringify(kind === 'contact' ? contactReasons : companyReasons)}::text::jsonb
    ->> left(${evidenceOf(tx, kind, key)}, 1))`;

/** What both share, as a person wrote it with the record `id`. */
export function sharedOf(tx: Tx, kind: MatchKind, { key, id }: { key: Sql; id: Sql }): Sql {
  const evidence = evidenceOf(tx, kind, key);
  const value = tx`substr(${evidence}, 3)`;
  if (kind === 'company') {
    return tx`case left(${evidence}, 1)
      when 'n' then (
        select f.name from app.companies f
        where f.organization_id = (select app.acting_organization()) and f.id = ${id})
      when 'l' then 'linkedin.com/' || ${value} else ${value} end`;
  }
  return tx`coalesce(case left(${evidence}, 1)
    when 'c' then (
      select f.name from app.employments e
      join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id
      where e.organization_id = (select app.acting_organization()) and e.contact_id = ${id} and f.sort_name = ${value}
      limit 1)
    when 'p' then (
      select p.value from app.contact_points p
      where p.organization_id = (select app.acting_organization()) and p.contact_id = ${id} and p.kind = 'phone'
        and right(p.normalized, 8) = ${value}
      limit 1) end, ${value})`;
}

const publicOnes = JSON.stringify(Object.fromEntries(publicDomains.map((domain) => [domain, 1])));

/** The domains where anybody may have an address, for a query's `with`; `saysNothing` looks there. */
export const withPublicDomains = (tx: Tx): Sql =>
  tx`public as materialized (select ${publicOnes}::text::jsonb as domains)`;

/** True for a key that only says that both have an address with a public provider. */
export const saysNothing = (tx: Tx, kind: MatchKind, key: Sql): Sql => tx`
  (left(${evidenceOf(tx, kind, key)}, 2) = 'd:'
    and (select domains from public) ? substr(${evidenceOf(tx, kind, key)}, 3))`;

/** False for a key that names a company, or a domain of one, which the caller does not see; `id` is who works there. */
const isSeen = (tx: Tx, kind: MatchKind, { key, id }: { key: Sql; id: Sql }): Sql => {
  if (kind === 'company') return tx`true`;
  const evidence = evidenceOf(tx, kind, key);
  const firms = tx`
    select from app.employments e
    join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id`;
  const here = tx`where e.organization_id = (select app.acting_organization()) and e.contact_id = ${id}`;
  return tx`case left(${evidence}, 1)
    when 'c' then exists (${firms} ${here} and f.sort_name = substr(${evidence}, 3))
    when 'd' then exists (
        select from app.contact_points p
        where p.organization_id = (select app.acting_organization()) and p.contact_id = ${id} and p.kind = 'email'
          and split_part(p.normalized, '@', 2) = substr(${evidence}, 3))
      or exists (
        ${firms}
        join app.companies n on n.organization_id = f.organization_id and n.sort_name = f.sort_name
        join app.company_domains d on d.organization_id = n.organization_id and d.company_id = n.id
        ${here} and d.domain = substr(${evidence}, 3))
    else true end`;
};

/** Everything that speaks for two records being one, the strongest first; empty when nothing does. */
export async function reasonsFor(
  { tx }: Reading,
  kind: MatchKind,
  [one, other]: [string, string],
): Promise<MatchReason[]> {
  const rows = await tx<MatchReason[]>`
    with ${withPublicDomains(tx)}
    select ${reasonOf(tx, kind, tx`k.key`)} as reason, ${sharedOf(tx, kind, { key: tx`k.key`, id: tx`k.record_id` })} as shared
    from app.match_keys k
    join app.match_keys o on o.organization_id = k.organization_id and o.record_type = k.record_type and o.key = k.key
      and o.record_id = ${other}::uuid
    where k.organization_id = (select app.acting_organization()) and k.record_type = ${kind} and k.record_id = ${one}::uuid
      and not ${saysNothing(tx, kind, tx`k.key`)}
      and ${isSeen(tx, kind, { key: tx`k.key`, id: tx`k.record_id` })}
      and ${isSeen(tx, kind, { key: tx`k.key`, id: tx`o.record_id` })}
    order by k.key`;
  return z.array(MatchReason).parse(rows);
}
