// Owns taking an uploaded table in: its rows as they stand, and the first guess of what they mean. Nothing is imported yet.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import type { ReceivedFile } from '../http/receive-file.ts';
import { dropImport } from './drop-import.ts';
import { fingerprintOf } from './fingerprint.ts';
import { guessColumns } from './guess-columns.ts';
import { getImport } from './import-queries.ts';
import { ImportMapping } from './mapping.ts';
import { openTable, type Table } from './reading/open-table.ts';
import type { RawRow } from './reading/raw-row.ts';
import type { UploadQuery } from './schema.ts';
import { ColumnSurvey } from './survey-columns.ts';

/** Rows written at once, and looked at for the guess. */
const batchSize = 1000;
/** Most rows of one import. */
export const mostRows = 500_000;

/**
 * Takes a file in.
 * @throws AppError `file_empty`, `file_not_readable`, `too_many_columns` or `too_many_rows`; of the import that it replaces
 * `not_found`, `import_not_ready` or `import_busy`.
 */
export async function createImport(ctx: WriteCtx, file: ReceivedFile, query: UploadQuery): Promise<StoredJson> {
  const { encoding, delimiter, header } = query;
  const table = await openTable(file.path, { encoding, delimiter, header: header && header === 'true' });
  const id = await insertImport(ctx, { file, query, table });
  const survey = new ColumnSurvey(table.columns);
  let samples: RawRow[] = [];
  let count = 0;
  for await (const rows of inBatches(table.rows)) {
    if (count === 0) samples = rows;
    count += rows.length;
    if (count > mostRows) throw tooManyRows();
    for (const row of rows) if (!row.problem) survey.add(row.cells);
    await insertRows(ctx, { id, rows, columns: table.columns });
  }
  await keepGuess(ctx, { id, count, survey, samples, query });
  if (query.replaces) await dropImport(ctx, query.replaces);
  return getImport(ctx, id);
}

async function* inBatches(rows: AsyncIterable<RawRow>): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Taken {
  file: ReceivedFile;
  query: UploadQuery;
  table: Table;
}

async function insertImport({ tx, organizationId, actor }: WriteCtx, { file, query, table }: Taken): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into app.imports (organization_id, file_name, file_size, format, encoding, delimiter, columns, created_by)
    values (${organizationId}, ${query.fileName}, ${file.size}, ${table.format}, ${table.encoding}, ${table.delimiter},
      '[]', ${actor.userId})
    returning id`;
  if (!row) throw new Error('The import was not inserted');
  return row.id;
}

interface Batch {
  id: string;
  rows: RawRow[];
  columns: string[];
}

async function insertRows({ tx, organizationId }: WriteCtx, { id, rows, columns }: Batch): Promise<void> {
  const print = fingerprintOf(columns);
  const written = rows.map(({ row, cells, problem }) => ({
    row,
    cells,
    problem: problem ?? null,
    fingerprint: print(cells),
  }));
  await tx`
    insert into app.import_rows (organization_id, import_id, row, cells, problem, fingerprint)
    select ${organizationId}, ${id}, r.row, r.cells, nullif(r.problem, 'null'::jsonb), r.fingerprint
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as r (row int, cells jsonb, problem jsonb, fingerprint uuid)`;
}

interface Seen {
  id: string;
  count: number;
  survey: ColumnSurvey;
  samples: RawRow[];
  query: UploadQuery;
}

async function keepGuess({ tx, organizationId }: WriteCtx, { id, count, survey, samples, query }: Seen): Promise<void> {
  const columns = survey.columns();
  const guess = guessColumns(
    columns.map(({ name }) => name),
    samples.filter(({ problem }) => !problem).map(({ cells }) => cells),
    query.kind,
  );
  const mapping = ImportMapping.parse({ kind: guess.kind, targets: guess.targets });
  await tx`
    update app.imports
    set columns = ${JSON.stringify(columns)}::text::jsonb, row_count = ${count}, source = ${guess.source?.id ?? null},
      mapping = ${JSON.stringify(mapping)}::text::jsonb
    where organization_id = ${organizationId} and id = ${id}`;
}

const tooManyRows = () =>
  new AppError('too_many_rows', `A table may have ${mostRows} rows at most. Part it and import the parts one by one.`);
