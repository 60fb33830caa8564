// Owns people, companies and deals as CSV files, written row by row.
import { byteOrderMark, csvRow } from '../audit/csv.ts';
import type { Tx } from '../db/tenant.ts';
import { type CsvTable, csvTables } from './csv-tables.ts';
import { type RowCount, rowsAtOnce, uncounted } from './export-ctx.ts';
import { ownCells, ownFields } from './own-fields.ts';

interface Row {
  cells: (string | null)[];
  fields: unknown;
}

/** All live records of a kind, the oldest first. Own fields are columns behind the others. */
export async function* exportCsv(
  tx: Tx,
  kind: keyof typeof csvTables,
  count: RowCount = uncounted,
): AsyncGenerator<string> {
  const table: CsvTable = csvTables[kind];
  const own = await ownFields(tx, table.recordType);
  yield byteOrderMark + csvRow([...table.columns.map(({ name }) => name), ...own.map(({ name }) => name)]);
  const rows = tx.unsafe<Row[]>(
    `select json_build_array(${table.columns.map(({ value }) => `(${value})::text`).join(', ')}) as cells, r.fields
     from ${table.from} where r.organization_id = (select app.acting_organization()) and r.deleted_at is null order by r.id`,
  );
  for await (const some of rows.cursor(rowsAtOnce)) {
    count.written(some.length);
    yield some.map(({ cells, fields }) => csvRow([...cells, ...ownCells(own, fields)])).join('');
  }
}
