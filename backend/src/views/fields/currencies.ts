// Owns which currencies filters on money offer: those that amounts are in.
import type { ReadCtx } from '../../http/context.ts';
import type { Field } from '../field.ts';

/** More than these are found by their code. */
const mostOffered = 20;

interface Option {
  key: string;
  label: string;
}

/** The currencies of each field of money: of deals the most used first, of own fields by their code. */
export async function offeredCurrencies(
  ctx: Pick<ReadCtx, 'tx'>,
  fields: readonly Field[],
): Promise<ReadonlyMap<string, Option[]>> {
  const money = fields.filter(({ type }) => type === 'money');
  if (money.length === 0) return new Map();
  const found = await Promise.all(money.map(async (field) => [field.key, await currenciesOf(ctx, field)] as const));
  return new Map(found);
}

async function currenciesOf({ tx }: Pick<ReadCtx, 'tx'>, { ownMoney }: Field): Promise<Option[]> {
  const rows = ownMoney
    ? // From one currency to the next by the index, however many values each has.
      await tx<{ currency: string }[]>`
        with recursive found as (
          (select v.currency, 1 as nth from app.field_values v
           where v.organization_id = (select app.acting_organization()) and v.field_id = ${ownMoney} and v.currency is not null
           order by v.currency limit 1)
          union all
          select n.currency, f.nth + 1 from found f cross join lateral (
            select v.currency from app.field_values v
            where v.organization_id = (select app.acting_organization()) and v.field_id = ${ownMoney}
              and v.currency is not null and v.currency > f.currency
            order by v.currency limit 1) n
          where f.nth < ${tx.unsafe(String(mostOffered))})
        select currency from found`
    : await tx<{ currency: string }[]>`
        select t.currency from app.stage_totals t
        where t.organization_id = (select app.acting_organization()) and t.currency <> '' and t.deals > 0
        group by t.currency order by sum(t.deals) desc, t.currency limit ${tx.unsafe(String(mostOffered))}`;
  return rows.map(({ currency }) => ({ key: currency, label: currency }));
}
