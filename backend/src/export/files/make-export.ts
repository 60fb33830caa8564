// Owns making an export: one snapshot in the starter's name, written away in pieces, so that no file is ever in memory.
import { recordEvent } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import type { JobResult } from '../../jobs/runner.ts';
import { snapshotAs } from '../export-ctx.ts';
import { noteExport, takerIn } from '../note-export.ts';
import type { MakeExport } from './export-jobs.ts';
import { noSuchExport } from './export-queries.ts';
import { exportedFiles } from './exported-files.ts';
import { inParts } from './in-parts.ts';
import { keptMs } from './start-export.ts';

/** Makes the file. Run again after a fall, it begins anew: what an earlier run wrote is of an earlier moment. */
export async function makeExport(ctx: JobCtx, { exportId, file }: MakeExport): Promise<JobResult> {
  await ctx.write((within) => clearPieces(within, exportId));
  const counted = { rows: 0, total: undefined as number | undefined };
  const snapshot = snapshotAs(ctx, (tx) =>
    exportedFiles[file].pieces(tx, {
      total: (rows) => {
        counted.total = rows;
      },
      written: (rows) => {
        counted.rows += rows;
      },
    }),
  );
  let [nth, size] = [0, 0];
  for await (const content of inParts(snapshot)) {
    ctx.signal.throwIfAborted();
    nth += 1;
    size += Buffer.byteLength(content);
    await ctx.write((within) => addPiece(within, { exportId, nth, content }));
    ctx.progress(counted.rows, counted.total);
  }
  ctx.progress(counted.rows, counted.rows);
  await ctx.write((within) => finish(within, { exportId, file, size }));
  return { exportId, file, size, rows: counted.rows };
}

async function clearPieces({ tx, organizationId }: WriteCtx, exportId: string): Promise<void> {
  const [there] = await tx`select from app.exports where organization_id = ${organizationId} and id = ${exportId}`;
  if (!there) throw noSuchExport();
  await tx`delete from app.export_pieces where organization_id = ${organizationId} and export_id = ${exportId}`;
}

interface Piece {
  exportId: string;
  nth: number;
  content: string;
}

async function addPiece({ tx, organizationId }: WriteCtx, { exportId, nth, content }: Piece): Promise<void> {
  await tx`
    insert into app.export_pieces (organization_id, export_id, nth, content)
    values (${organizationId}, ${exportId}, ${nth}, ${content})`;
}

/** The file is whole: it takes the place of older ones of its kind. */
async function finish(ctx: WriteCtx, { exportId, file, size }: MakeExport & { size: number }): Promise<void> {
  const { tx, organizationId, actor, deps } = ctx;
  const now = deps.now();
  const { count } = await tx`
    update app.exports set size = ${size}, ready_at = ${now}, expires_at = ${new Date(now.getTime() + keptMs)}
    where organization_id = ${organizationId} and id = ${exportId}`;
  if (count === 0) throw noSuchExport();
  await tx`
    delete from app.exports
    where organization_id = ${organizationId} and made_by = ${actor.userId} and file = ${file} and id < ${exportId}`;
  await recordEvent(ctx, 'export.made', { subjectId: exportId, payload: { file } });
  await noteExport(ctx, await takerIn(tx), { file: exportedFiles[file].audited });
}
