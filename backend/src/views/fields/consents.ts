// Owns the fields of views that tell what people agreed to: purposes of which the newest entry says so, and which there are.
import { knownPurposes } from '../../consents/purposes.ts';
import { LawfulBasis } from '../../consents/schema.ts';
import type { Tx } from '../../db/tenant.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { Field } from '../field.ts';

const current = (tx: Tx, state: 'given' | 'withdrawn') => tx`
  from app.consents k
  where k.organization_id = (select app.acting_organization()) and k.struck_at is null and k.state = ${state}
    and not exists (
      select from app.consents n
      where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
        and n.struck_at is null and (n.at, n.id) > (k.at, k.id))`;

export const consentField = (key: string, state: 'given' | 'withdrawn'): Field => ({
  key,
  type: 'choices',
  folded: true,
  where: (tx, test) => tx`r.id in (select k.contact_id ${current(tx, state)} and ${test(tx`k.folded`)})`,
  sort: null,
  json: (tx) => tx`(
    select coalesce(json_agg(k.purpose order by k.folded), '[]'::json) ${current(tx, state)} and k.contact_id = r.id)`,
});

/** On which basis what was given stands, by purpose: `newsletter:legitimate_interests`. */
export const basisField: Field = {
  key: 'consentBasis',
  type: 'choices',
  folded: true,
  where: (tx, test) => tx`r.id in (select k.contact_id ${current(tx, 'given')} and ${test(tx`k.ground`)})`,
  sort: null,
  json: (tx) => tx`(
    select coalesce(json_agg(k.purpose || ':' || k.basis order by k.ground), '[]'::json)
    ${current(tx, 'given')} and k.contact_id = r.id)`,
};

/** What can be chosen for the fields that hold purposes. */
export async function offeredConsents(
  ctx: Pick<ReadCtx, 'tx'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Option[]>> {
  const held = ['consentGiven', 'consentWithdrawn', basisField.key].filter((key) => keys.includes(key));
  if (held.length === 0) return new Map();
  const purposes = await offeredPurposes(ctx);
  const bases = purposes
    .slice(0, mostWithBases)
    .flatMap(({ key, label }) =>
      LawfulBasis.options.map((basis) => ({ key: `${key}:${basis}`, label: `${label}: ${basis}` })),
    );
  return new Map(held.map((key) => [key, key === basisField.key ? bases : purposes]));
}

interface Option {
  key: string;
  label: string;
}

/** Each has six. */
const mostWithBases = 30;

/** More than these are found by their name in the API alone. */
const mostOffered = 100;

/** The purposes to choose from: those that everybody has, then those that the organization has recorded, by name. */
async function offeredPurposes({ tx }: Pick<ReadCtx, 'tx'>): Promise<Option[]> {
  // From one purpose to the next by the index: a purpose of many people costs no more than that of one.
  const recorded = await tx<{ folded: string; purpose: string }[]>`
    with recursive found as (
      (select k.folded, k.purpose, 1 as nth from app.consents k
       where k.organization_id = (select app.acting_organization()) and k.struck_at is null order by k.folded limit 1)
      union all
      select n.folded, n.purpose, f.nth + 1 from found f cross join lateral (
        select k.folded, k.purpose from app.consents k
        where k.organization_id = (select app.acting_organization()) and k.struck_at is null and k.folded > f.folded
        order by k.folded limit 1) n
      where f.nth < ${tx.unsafe(String(mostOffered))})
    select folded, purpose from found`;
  const own = recorded.filter(({ folded }) => !knownPurposes.some((one) => one === folded));
  return [
    ...knownPurposes.map((key) => ({ key, label: key })),
    ...own.map(({ purpose }) => ({ key: purpose, label: purpose })),
  ];
}
