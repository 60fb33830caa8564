// Owns what is said of a record that was merged into another: where it lives on.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';

const tables = { contact: 'contacts', company: 'companies' } as const;
/** More steps than any chain of merges has. */
const farthest = 100;

/** Where a record lives on, however long the chain of merges; the record itself when nobody merged it. */
export async function mergeTarget({ tx }: ReadCtx, kind: keyof typeof tables, id: string): Promise<string> {
  const table = tx(tables[kind]);
  const [row] = await tx<{ id: string }[]>`
    with recursive chain as (
      select r.id, r.merged_into, 1 as step from app.${table} r
      where r.organization_id = (select app.acting_organization()) and r.id = ${id}
      union all
      select r.id, r.merged_into, chain.step + 1 from chain join app.${table} r
        on r.organization_id = (select app.acting_organization()) and r.id = chain.merged_into
      where chain.step < ${farthest})
    select id from chain order by step desc limit 1`;
  return row?.id ?? id.toLowerCase();
}

/** The error that names where the record lives on. */
export async function mergedAway(ctx: ReadCtx, kind: keyof typeof tables, id: string): Promise<AppError> {
  const mergedInto = await mergeTarget(ctx, kind, id);
  return new AppError('record_merged', 'It was merged into another record. Go on with that one.', { mergedInto });
}
