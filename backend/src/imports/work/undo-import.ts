// Owns undoing an import: what it made is deleted, what it changed gets its old values back, and what somebody changed or used
// since is left alone.
import { recordEvent } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { findImport } from '../find-import.ts';
import { undoCompanies } from './undo-companies.ts';
import { undoDeals } from './undo-deals.ts';
import { undoPeople } from './undo-people.ts';

export interface UndoCounts {
  undone: number;
  left: number;
}

const batchSize = 1000;

/** Deals first, then people, then the companies that nobody needs any more. */
const steps = [
  { type: 'deal', undo: undoDeals },
  { type: 'contact', undo: undoPeople },
  { type: 'company', undo: undoCompanies },
] as const;

/** Undoes every record that it has not been at. */
export async function undoImport(ctx: JobCtx, { importId }: { importId: string }): Promise<UndoCounts | null> {
  let { done, total } = await ctx.read(async ({ tx }) => {
    const [row] = await tx<{ done: number; total: number }[]>`
      select count(undone)::int as done, count(*)::int as total from app.import_records
      where organization_id = (select app.acting_organization()) and import_id = ${importId}`;
    return row ?? { done: 0, total: 0 };
  });
  ctx.progress(done, total);
  for (const { type, undo } of steps) {
    for (;;) {
      ctx.signal.throwIfAborted();
      const count = await ctx.write(async (write) => {
        const ids = await nextRecords(write, importId, type);
        if (ids.length > 0) await undo(write, importId, ids);
        return ids.length;
      });
      if (count === 0) break;
      done += count;
      ctx.progress(done, total);
    }
  }
  return finish(ctx, importId);
}

async function nextRecords({ tx }: WriteCtx, importId: string, type: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select record_id as id from app.import_records
    where organization_id = (select app.acting_organization()) and import_id = ${importId} and record_type = ${type}
      and undone is null
    order by record_id limit ${batchSize}`;
  return rows.map(({ id }) => id);
}

function finish(ctx: JobCtx, importId: string): Promise<UndoCounts | null> {
  return ctx.write(async (write) => {
    const { tx, organizationId } = write;
    if ((await findImport(write, importId)).state !== 'undoing') return null;
    const [counts] = await tx<UndoCounts[]>`
      select count(*) filter (where undone = 'undone')::int as undone, count(*) filter (where undone <> 'undone')::int as left
      from app.import_records where organization_id = ${organizationId} and import_id = ${importId}`;
    const { undone, left } = counts ?? { undone: 0, left: 0 };
    await tx`
      update app.imports
      set state = 'undone', undo_counts = ${JSON.stringify({ undone, left })}::text::jsonb, undone_at = ${write.deps.now()}
      where organization_id = ${organizationId} and id = ${importId}`;
    await recordEvent(write, 'import.undone', { subjectId: importId, payload: { undone, left } });
    return { undone, left };
  });
}
