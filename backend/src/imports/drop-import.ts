// Owns dropping an import that never ran, because its file is read again in another way.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { holdImport, isBusy } from './find-import.ts';

/** @throws AppError `not_found`; `import_not_ready` once it has run; `import_busy` while it is worked out. */
export async function dropImport(ctx: WriteCtx, id: string): Promise<void> {
  const found = await holdImport(ctx, id);
  if (!['uploaded', 'planning', 'planned'].includes(found.state)) {
    throw new AppError('import_not_ready', 'An import that has run cannot be read in another way.');
  }
  if (isBusy(found)) throw new AppError('import_busy', 'This import is being worked out. Wait for it, or cancel it.');
  await ctx.tx`delete from app.imports where organization_id = ${ctx.organizationId} and id = ${id}`;
}
