// Owns deciding what the columns of an import mean, and beginning to work out what would happen to each row.
import { AppError, type FieldError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { startJob } from '../jobs/start-job.ts';
import { type FoundImport, holdImport, isBusy, refuseEmptied } from './find-import.ts';
import { getImport } from './import-queries.ts';
import type { ImportMapping } from './mapping.ts';
import { readOwnFields, recordTypeOf } from './own-fields.ts';
import { type Target, takesSeveral, targetsOf } from './targets.ts';

/**
 * Keeps the mapping and starts planning; again and again, until the import runs.
 * @throws AppError `not_found`; `import_not_ready` once it has run; `import_busy`; `import_too_old`; `invalid_input` naming the columns.
 */
export async function setMapping(ctx: WriteCtx, id: string, mapping: ImportMapping): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const found = await holdImport(ctx, id);
  refuseEmptied(found);
  if (!['uploaded', 'planning', 'planned'].includes(found.state)) throw alreadyRun();
  if (isBusy(found)) throw new AppError('import_busy', 'This import is being worked out. Wait for it, or cancel it.');
  await checkTargets(ctx, found, mapping);
  const jobId = await startJob(ctx, 'import.plan', { importId: id });
  await tx`
    update app.imports
    set state = 'planning', mapping = ${JSON.stringify(mapping)}::text::jsonb, counts = null, job_id = ${jobId}
    where organization_id = ${organizationId} and id = ${id}`;
  await tx`
    update app.import_rows set outcome = null, reason = null, remarks = null, record_id = null
    where organization_id = ${organizationId} and import_id = ${id} and outcome is not null`;
  return getImport(ctx, id);
}

const alreadyRun = () =>
  new AppError(
    'import_not_ready',
    'This import has run. Undo it, then upload the file again to map it in another way.',
  );

/** What somebody is told apart by: without any of them every row is invalid. */
const naming: Record<ImportMapping['kind'], readonly Target[]> = {
  contacts: ['name', 'givenName', 'familyName', 'email', 'phone', 'linkedin', 'telegram', 'url'],
  companies: ['companyName', 'companyDomain'],
  deals: ['dealName'],
};

async function checkTargets(ctx: WriteCtx, { columns }: FoundImport, mapping: ImportMapping): Promise<void> {
  const { kind, targets } = mapping;
  const own = (await readOwnFields(ctx)).filter(({ recordType }) => recordType === recordTypeOf[kind]);
  const known = new Set<string>([...targetsOf[kind], ...own.map(({ key }) => `field:${key}`)]);
  const errors: FieldError[] = [];
  if (targets.length !== columns.length) {
    errors.push({ path: 'targets', message: `Name one target for each of the ${columns.length} columns.` });
  }
  for (const [at, target] of targets.entries()) {
    if (target === null) continue;
    const path = `targets.${at}`;
    if (!known.has(target)) errors.push({ path, message: `There is no field ${target} of ${kind}.` });
    const repeated = targets.indexOf(target) < at && !takesSeveral(target);
    if (repeated) errors.push({ path, message: 'Another column is imported as this already.' });
  }
  if (!targets.some((target) => target !== null && naming[kind].includes(target))) {
    errors.push({ path: 'targets', message: `Choose the column that names the ${kind}.` });
  }
  if (errors.length > 0) throw new AppError('invalid_input', 'The columns cannot be imported like this.', { errors });
}
