// Owns beginning to carry an import out, to go on with one that was cancelled, and to undo one.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { startJob } from '../jobs/start-job.ts';
import { holdImport, isBusy, refuseEmptied } from './find-import.ts';
import { getImport } from './import-queries.ts';

/**
 * Starts the run, or goes on with one that ended early.
 * @throws AppError `not_found`; `import_not_ready` before it is planned or after it has run; `import_busy`; `import_too_old`.
 */
export async function startRun(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId, deps } = ctx;
  const found = await holdImport(ctx, id);
  refuseEmptied(found);
  if (isBusy(found)) throw busy();
  if (found.state !== 'planned' && found.state !== 'running') {
    throw new AppError('import_not_ready', 'This import is not planned yet, or has run already.');
  }
  const jobId = await startJob(ctx, 'import.run', { importId: id });
  await tx`
    update app.imports set state = 'running', job_id = ${jobId}, started_at = coalesce(started_at, ${deps.now()})
    where organization_id = ${organizationId} and id = ${id}`;
  return getImport(ctx, id);
}

/**
 * Starts the undo of all that an import did until now, or goes on with it.
 * @throws AppError `not_found`; `import_not_ready` when nothing was imported, or all is undone; `import_busy`; `import_too_old`.
 */
export async function startUndo(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const found = await holdImport(ctx, id);
  refuseEmptied(found);
  if (isBusy(found)) throw busy();
  if (!['running', 'done', 'undoing'].includes(found.state)) {
    throw new AppError('import_not_ready', 'There is nothing to undo: this import has not run, or is undone already.');
  }
  const jobId = await startJob(ctx, 'import.undo', { importId: id });
  await tx`
    update app.imports set state = 'undoing', job_id = ${jobId} where organization_id = ${organizationId} and id = ${id}`;
  return getImport(ctx, id);
}

const busy = () => new AppError('import_busy', 'This import is being worked on. Wait for it, or cancel it first.');
