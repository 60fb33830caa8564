// Owns working out what would happen to each row of an import. Nothing but that is written.
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { findImport } from '../find-import.ts';
import { countTables } from './count-tables.ts';
import { loadRules } from './load-rules.ts';
import { planBatch } from './plan-batch.ts';
import { countRows, keepPlans, nextRows, type RowCounts } from './rows-of-import.ts';
import { SeenRows } from './seen-rows.ts';

/** Plans every row. Run again, it begins again. */
export async function planImport(ctx: JobCtx, { importId }: { importId: string }): Promise<RowCounts | null> {
  const rules = { ...(await ctx.read((read) => loadRules(read, importId))), hints: true };
  const seen = new SeenRows();
  let [after, count] = [0, 0];
  ctx.progress(0, rules.rowCount);
  await countTables(ctx);
  for (;;) {
    ctx.signal.throwIfAborted();
    const rows = await ctx.read((read) => nextRows(read, { importId, after, undone: false }));
    const last = rows.at(-1);
    if (!last) break;
    const plans = (await ctx.read((read) => planBatch(read, rules, rows, seen))).rows;
    await ctx.write((write) => keepPlans(write, { importId, plans, done: false }));
    after = last.row;
    count += rows.length;
    ctx.progress(count, rules.rowCount);
  }
  return ctx.write(async (write) => {
    const { state } = await findImport(write, importId);
    // Run again after its end was written but not told: somebody may have started the import since.
    if (state !== 'planning') return null;
    const counts = await countRows(write, importId);
    await write.tx`
      update app.imports set state = 'planned', counts = ${JSON.stringify(counts)}::text::jsonb
      where organization_id = ${write.organizationId} and id = ${importId}`;
    return counts;
  });
}
