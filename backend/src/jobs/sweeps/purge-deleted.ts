// Owns taking for good what people deleted thirty days ago and did not bring back.
import type { TransactionSql } from 'postgres';
import { eventCatalogue } from '../../events/catalogue.ts';
import { type Purge, purges } from './purge-registry.ts';
import { inBatches, type SweepCtx } from './sweep.ts';

const aDay = 86_400_000;
/** How long deleted rows can be restored, in milliseconds. */
export const restorableMs = 30 * aDay;

/** Purges every table of the registry. @returns how many rows went, without those that went with them. */
export async function purgeDeleted({ deps, signal }: SweepCtx): Promise<number> {
  const before = new Date(deps.now().getTime() - restorableMs);
  let all = 0;
  for (const purge of purges) {
    all += await inBatches(signal, (limit) => deps.admin.begin((tx) => purgeBatch(tx, purge, { before, limit })));
  }
  return all;
}

async function purgeBatch(tx: TransactionSql, purge: Purge, { before, limit }: { before: Date; limit: number }) {
  const table = tx(`app.${purge.table}`);
  const rows = await tx<{ id: string }[]>`
    select r.id from ${table} r where r.deleted_at < ${before} and ${purge.only ? tx.unsafe(purge.only) : tx`true`}
    order by r.deleted_at limit ${limit} for update skip locked`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const { table: other, column, by } of purge.clear ?? []) {
    if (by === 'delete') await tx`delete from ${tx(`app.${other}`)} where ${tx(column)} = any(${ids})`;
    else await tx`update ${tx(`app.${other}`)} set ${tx(column)} = null where ${tx(column)} = any(${ids})`;
  }
  const subject = purge.event ? eventCatalogue[purge.event].subject : null;
  await tx`
    with gone as (delete from ${table} where id = any(${ids}) returning organization_id, id)
    insert into app.events (organization_id, type, subject_type, subject_id, actor)
    select organization_id, ${purge.event ?? null}, ${subject}, id, '{"kind": "system", "id": null}' from gone
    where ${subject}::text is not null`;
  return ids.length;
}
