// Owns carrying an import out, a batch of rows and a transaction at a time. Each row is marked in the transaction that writes
// what came of it, so that a run that starts again goes on where it was and does nothing twice.
import postgres from 'postgres';
import { recordEvent } from '../../events/record-event.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { findImport } from '../find-import.ts';
import { countTables } from './count-tables.ts';
import { loadRules } from './load-rules.ts';
import { type PlanRules, planBatch } from './plan-batch.ts';
import { countDone, countRows, keepPlans, nextRows, type RowCounts } from './rows-of-import.ts';
import { SeenRows } from './seen-rows.ts';

/** Imports every row that is not yet. */
export async function runImport(ctx: JobCtx, { importId }: { importId: string }): Promise<RowCounts | null> {
  const rules = { ...(await ctx.read((read) => loadRules(read, importId))), hints: false };
  let count = await ctx.read((read) => countDone(read, importId));
  ctx.progress(count, rules.rowCount);
  for (let after = 0; ; ) {
    ctx.signal.throwIfAborted();
    await countTables(ctx);
    const batch = await runBatch(ctx, rules, after);
    if (batch === null) break;
    after = batch.last;
    count += batch.count;
    ctx.progress(count, rules.rowCount);
  }
  return finish(ctx, importId);
}

const attempts = 5;

/** Somebody else may take a contact point at the same moment: then the batch is decided anew. */
async function runBatch(ctx: JobCtx, rules: PlanRules, after: number): Promise<{ last: number; count: number } | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryBatch(ctx, rules, after);
    } catch (error) {
      if (attempt === attempts || !(error instanceof postgres.PostgresError) || error.code !== '23505') throw error;
    }
  }
}

function tryBatch(ctx: JobCtx, rules: PlanRules, after: number): Promise<{ last: number; count: number } | null> {
  const { importId } = rules;
  return ctx.write(async (write) => {
    const rows = await nextRows(write, { importId, after, undone: true });
    const last = rows.at(-1);
    if (!last) return null;
    const plan = await planBatch(write, rules, rows, new SeenRows());
    await plan.write(write);
    await keepPlans(write, { importId, plans: plan.rows, done: true });
    return { last: last.row, count: rows.length };
  });
}

function finish(ctx: JobCtx, importId: string): Promise<RowCounts | null> {
  return ctx.write(async (write) => {
    const { state } = await findImport(write, importId);
    if (state !== 'running') return null;
    const counts = await countRows(write, importId);
    await write.tx`
      update app.imports
      set state = 'done', counts = ${JSON.stringify(counts)}::text::jsonb, finished_at = ${write.deps.now()}
      where organization_id = ${write.organizationId} and id = ${importId}`;
    const { create, update, skip, invalid } = counts;
    await recordEvent(write, 'import.finished', { subjectId: importId, payload: { create, update, skip, invalid } });
    return counts;
  });
}
