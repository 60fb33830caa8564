// Owns taking back what a job did to many records, all of its parts together.
import type { WriteCtx } from '../../http/context.ts';
import { defineUndo, type RecordRef, type UndoKind, undoConflict } from '../../undo/define-undo.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { BulkProgress } from './bulk-progress.ts';
import { bulkUndos } from './undo-bulk.ts';

const undoJob = (kind: BulkKind): UndoKind<BulkProgress> =>
  defineUndo({
    permission: bulkKinds[kind].permission,
    payload: BulkProgress,
    undo: async (ctx, { jobId, parts }) => {
      if (await runs(ctx, jobId)) throw undoConflict('This is still being done. Stop it, or wait for its end.');
      const offers = await ctx.tx<{ kind: string; payload: unknown }[]>`
        select o.kind, o.payload from app.undo_offers o
        where o.organization_id = ${ctx.organizationId} and o.id = any(${parts}::uuid[]) order by o.id desc for update`;
      if (offers.length < parts.length) throw undoConflict('Some of these records were erased since.');
      const records: RecordRef[] = [];
      for (const { kind: name, payload } of offers) {
        const part = name === bulkKinds[kind].undoDelete ? bulkKinds[kind].undoDelete : bulkKinds[kind].undoEdit;
        records.push(...(await bulkUndos[part].run(ctx, payload)));
      }
      return records;
    },
  });

async function runs({ tx, organizationId }: WriteCtx, jobId: string | null): Promise<boolean> {
  const found = await tx`
    select from app.jobs
    where organization_id = ${organizationId} and id = ${jobId} and state in ('queued', 'running')`;
  return found.length > 0;
}

export const bulkJobUndos = {
  'contact.bulk_job': undoJob('contact'),
  'company.bulk_job': undoJob('company'),
  'deal.bulk_job': undoJob('deal'),
};
