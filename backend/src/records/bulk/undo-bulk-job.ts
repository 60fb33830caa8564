// Owns taking back what a job did to many records: a few parts at once, all together; many in a job of their own.
import { defineUndo, type RecordRef, type UndoKind, undoConflict } from '../../undo/define-undo.ts';
import { refuseWhileRunning, undoLater } from '../../undo/parted.ts';
import { type Part, undoInParts } from '../../undo/undo-parts.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { BulkProgress } from './bulk-progress.ts';
import { bulkUndos, checkBulk } from './undo-bulk.ts';

const partOf = (kind: BulkKind, { kind: name }: Pick<Part, 'kind'>) =>
  name === bulkKinds[kind].undoDelete ? bulkKinds[kind].undoDelete : bulkKinds[kind].undoEdit;

const undoJob = (kind: BulkKind): UndoKind<BulkProgress> =>
  defineUndo({
    permission: bulkKinds[kind].permission,
    payload: BulkProgress,
    later: (ctx, offerId, stored) => undoLater(ctx, bulkKinds[kind].jobOfUndo, offerId, stored),
    undo: async (ctx, { jobId, parts }) => {
      await refuseWhileRunning(ctx, { jobId });
      const offers = await ctx.tx<Part[]>`
        select o.kind, o.payload from app.undo_offers o
        where o.organization_id = ${ctx.organizationId} and o.id = any(${parts}::uuid[]) order by o.id desc for update`;
      if (offers.length < parts.length) throw undoConflict('Some of these records were erased since.');
      const records: RecordRef[] = [];
      for (const part of offers) records.push(...(await bulkUndos[partOf(kind, part)].run(ctx, part.payload)));
      return records;
    },
  });

/** The work of the job that takes parts back. */
export const undoBulkParts = (kind: BulkKind) =>
  undoInParts({
    check: (ctx, part) => checkBulk(ctx, kind, part),
    undo: async (ctx, part) => (await bulkUndos[partOf(kind, part)].run(ctx, part.payload)).length,
    finish: async () => undefined,
  });

export const bulkJobUndos = {
  'contact.bulk_job': undoJob('contact'),
  'company.bulk_job': undoJob('company'),
  'deal.bulk_job': undoJob('deal'),
};
