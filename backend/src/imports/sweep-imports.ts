// Owns what of imports goes by itself: those that nobody ran, the rows of those that ran long ago, and files that a crash left.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { inBatches, type SweepCtx } from '../jobs/sweeps/sweep.ts';
import { statIfThere } from '../read-if-there.ts';

const aDay = 86_400_000;
/** A file that was uploaded and never imported is somebody's address book lying about. */
const notRunMs = 7 * aDay;
/** As long an import can be undone, and the same file again is known row by row. */
const undoMs = 30 * aDay;

/** Empties old imports of every organization. @returns how many rows went. */
export async function sweepImports({ deps, signal }: SweepCtx): Promise<number> {
  const now = deps.now();
  await removeFiles(join(deps.env.home, 'uploads'), now.getTime() - aDay);
  await markOld(deps.admin, now);
  let all = 0;
  for (const { organizationId, id } of await emptied(deps.admin)) {
    for (const table of ['import_rows', 'import_records'] as const) {
      all += await inBatches(signal, (limit) => dropRows(deps.admin, { table, organizationId, id, limit }));
    }
  }
  if (!signal.aborted) await dropNotRun(deps.admin);
  return all;
}

/** From now on they can be neither run nor undone. One that a job works on is left until that ends. */
const markOld = (sql: Sql, now: Date) => sql`
  update app.imports i set emptied_at = ${now}
  where i.emptied_at is null
    and i.updated_at < case when i.state in ('uploaded', 'planning', 'planned')
      then ${new Date(now.getTime() - notRunMs)}::timestamptz else ${new Date(now.getTime() - undoMs)}::timestamptz end
    and not exists (select from app.jobs j where j.id = i.job_id and j.state in ('queued', 'running'))`;

/** Those that still have rows: a sweep may have been cut short. */
const emptied = (sql: Sql) => sql<{ organizationId: string; id: string }[]>`
  select i.organization_id as "organizationId", i.id from app.imports i
  where i.emptied_at is not null and (
    exists (select from app.import_rows r where r.organization_id = i.organization_id and r.import_id = i.id)
    or exists (select from app.import_records r where r.organization_id = i.organization_id and r.import_id = i.id))`;

interface Dropping {
  table: 'import_rows' | 'import_records';
  organizationId: string;
  id: string;
  limit: number;
}

async function dropRows(sql: Sql, { table, organizationId, id, limit }: Dropping): Promise<number> {
  const { count } = await sql`
    delete from app.${sql(table)} where ctid = any(array(
      select ctid from app.${sql(table)} where organization_id = ${organizationId} and import_id = ${id} limit ${limit}))`;
  return count;
}

const dropNotRun = (sql: Sql) => sql`
  delete from app.imports i
  where i.emptied_at is not null and i.state in ('uploaded', 'planning', 'planned') and not exists (
    select from app.import_rows r where r.organization_id = i.organization_id and r.import_id = i.id)`;

/** A file is removed as soon as it was read; only a crash leaves one. */
async function removeFiles(folder: string, before: number): Promise<void> {
  if (!(await statIfThere(folder))) return;
  for (const name of await readdir(folder)) {
    const found = await statIfThere(join(folder, name));
    if (found && found.mtimeMs < before) await rm(join(folder, name), { force: true });
  }
}
