// Owns the file of rejected rows: their own cells, so that they can be mended and imported again, and why.
import { z } from 'zod';
import { csvRows } from '../audit/csv.ts';
import type { ReadCtx } from '../http/context.ts';
import { findImport } from './find-import.ts';
import { reasonInWords } from './reason-words.ts';
import { Reason } from './schema.ts';

const Row = z.object({ row: z.number(), cells: z.array(z.string()), reason: z.union([Reason, z.null()]) });

/** Writes the invalid rows as CSV. @throws AppError `not_found`. */
export async function saveRejectedRows(ctx: ReadCtx, id: string): Promise<string> {
  const [{ columns }, rows] = await Promise.all([findImport(ctx, id), readInvalid(ctx, id)]);
  const head = [...columns.map(({ name }) => name), 'Row', 'Reason'];
  return csvRows([
    head,
    ...rows.map(({ row, cells, reason }) => [
      ...columns.map((_, at) => cells[at] ?? ''),
      String(row),
      [reason ? reasonInWords(reason) : '', ...cells.slice(columns.length)].join(' | '),
    ]),
  ]);
}

async function readInvalid({ tx }: ReadCtx, id: string) {
  const rows = await tx`
    select row, cells, reason from app.import_rows
    where organization_id = (select app.acting_organization()) and import_id = ${id} and outcome = 'invalid' order by row`;
  return z.array(Row).parse(rows);
}
