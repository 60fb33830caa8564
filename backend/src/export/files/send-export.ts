// Owns handing out a file that a job has made, piece by piece.
import type { Tx } from '../../db/tenant.ts';
import type { Caller } from '../../http/context.ts';
import { readTogether } from '../../http/transaction.ts';
import { exportAs } from '../export-ctx.ts';
import { noSuchExport, readyFile } from './export-queries.ts';
import { dated, exportedFiles } from './exported-files.ts';

/** Pieces read at once. */
const atOnce = 4;

/** The file as it was made, to whoever asked for it, while they may still take data away. @throws AppError `not_found`, `export_not_ready`. */
export async function sendExport(caller: Caller, id: string) {
  const file = await readTogether(caller, 'data.export', (ctx) => readyFile(ctx, id));
  const { audited, type } = exportedFiles[file];
  const pieces = exportAs(caller, { file: audited }, (tx) => piecesOf(tx, id));
  return { status: 200 as const, json: null, stream: { name: dated(audited, caller.deps.now()), type, pieces } };
}

async function* piecesOf(tx: Tx, id: string): AsyncGenerator<string> {
  let found = false;
  const rows = tx<{ content: string }[]>`
    select p.content from app.export_pieces p
    where p.organization_id = (select app.acting_organization()) and p.export_id = ${id} order by p.nth`;
  for await (const some of rows.cursor(atOnce)) {
    found = true;
    yield some.map(({ content }) => content).join('');
  }
  // Somebody dropped it between the two questions.
  if (!found) throw noSuchExport();
}
