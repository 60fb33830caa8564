// Owns reading an import for the work on it.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { noSuchImport } from './import-queries.ts';
import { ImportMapping } from './mapping.ts';
import { ImportColumn } from './schema.ts';

const Found = z.object({
  id: z.uuid(),
  state: z.enum(['uploaded', 'planning', 'planned', 'running', 'done', 'undoing', 'undone']),
  columns: z.array(ImportColumn),
  rowCount: z.number(),
  mapping: ImportMapping,
  jobId: z.uuid().nullable(),
  /** Its rows are gone: it can be neither planned, run nor undone. */
  emptied: z.boolean(),
  /** State of its latest job. */
  job: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']).nullable(),
});
export type FoundImport = z.infer<typeof Found>;

/** Reads what the work on an import needs. @throws AppError `not_found`. */
export const findImport = (ctx: ReadCtx, id: string): Promise<FoundImport> => read(ctx, id, false);

/** The same, and nobody else changes its state until the transaction ends. @throws AppError `not_found`. */
export const holdImport = (ctx: WriteCtx, id: string): Promise<FoundImport> => read(ctx, id, true);

async function read({ tx }: ReadCtx, id: string, hold: boolean): Promise<FoundImport> {
  const [row] = await tx`
    select i.id, i.state, i.columns, i.row_count as "rowCount", i.mapping, i.job_id as "jobId",
      i.emptied_at is not null as emptied,
      app.import_job(i.organization_id, i.id) ->> 'state' as job
    from app.imports i where i.organization_id = (select app.acting_organization()) and i.id = ${id}
    ${hold ? tx`for update` : tx``}`;
  if (!row) throw noSuchImport();
  return Found.parse(row);
}

/** @throws AppError `import_too_old` when the rows are gone. */
export function refuseEmptied({ emptied }: FoundImport): void {
  if (!emptied) return;
  throw new AppError(
    'import_too_old',
    'The rows of this import are gone: they are kept for thirty days. Upload the file again.',
  );
}

/** Whether its job still works, or waits to. */
export const isBusy = ({ job }: FoundImport) => job === 'queued' || job === 'running';
