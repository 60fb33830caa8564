// Owns reading a CSV row by row: quoted line ends, odd quotes and rows of another width included.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { decodeFile } from './decode-file.ts';
import { type Delimiter, lenient } from './detect-delimiter.ts';
import type { Encoding } from './detect-encoding.ts';
import type { RawRow } from './raw-row.ts';

/** Longest row in characters: a quotation mark that nobody closes would otherwise take in the rest of the file. */
const longestRow = 1_000_000;

export interface CsvFormat {
  encoding: Encoding;
  delimiter: Delimiter;
}

const Cells = z.array(z.string());

/** Yields the records of a CSV as they stand, blank ones included. @throws AppError `file_not_readable` naming the row. */
export async function* readRecords(path: string, { encoding, delimiter }: CsvFormat): AsyncGenerator<string[]> {
  const parser = parse({ ...lenient, delimiter, max_record_size: longestRow });
  const text = Readable.from(withoutSeparatorLine(decodeFile(path, encoding)));
  text.on('error', (error) => parser.destroy(error));
  let count = 0;
  try {
    for await (const record of text.pipe(parser)) {
      count += 1;
      yield Cells.parse(record);
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenAt(count + 1, error) : error;
  } finally {
    text.destroy();
  }
}

function brokenAt(row: number, cause: CsvError): AppError {
  return new AppError(
    'file_not_readable',
    `Row ${row} cannot be read: a quotation mark opens there and is never closed. Mend it and choose the file again.`,
    { cause },
  );
}

/** Excel writes a first line `sep=;` that is none of the table's. */
async function* withoutSeparatorLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const piece of pieces) {
    yield first ? piece.replace(/^\uFEFF?sep=.\r?\n/i, '') : piece;
    if (piece !== '') first = false;
  }
}

/** Turns records below the header into rows. Blank records count as rows, as in a spreadsheet, and are left out. */
export async function* rowsOf(
  records: AsyncIterable<string[]>,
  { skip, width }: { skip: number; width: number },
): AsyncGenerator<RawRow> {
  let row = 0;
  for await (const record of records) {
    row += 1;
    if (row <= skip || record.every((cell) => cell.trim() === '')) continue;
    yield checkRow(row, record, width);
  }
}

const broken = /[\0\uFFFD]/;

function checkRow(row: number, record: string[], width: number): RawRow {
  const extra = record.slice(width);
  const cells = extra.every((cell) => cell.trim() === '') ? record.slice(0, width) : record;
  if (cells.some((cell) => broken.test(cell))) {
    const storable = cells.map((cell) => cell.replaceAll('\0', '\uFFFD'));
    return { row, cells: storable, problem: { code: 'unreadable' } };
  }
  return cells.length === width ? { row, cells } : { row, cells, problem: { code: 'ragged', count: cells.length } };
}
