// Owns opening any file that can be imported as one table: format, encoding, separator, header and rows.
import { createReadStream } from 'node:fs';
import { AppError } from '../../errors.ts';
import { isKnownHeader } from '../guess-columns.ts';
import { decodeHead } from './decode-file.ts';
import { type Delimiter, detectDelimiter } from './detect-delimiter.ts';
import { type Encoding, EncodingDetector } from './detect-encoding.ts';
import { findHeader } from './find-header.ts';
import type { RawRow } from './raw-row.ts';
import { readRecords, rowsOf } from './read-csv.ts';
import { readVCards, vCardColumns } from './read-vcards.ts';
import { refuseGarbage } from './refuse-binary.ts';

/** What the person who imports knows better than we can guess. */
export interface TableWishes {
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
  header?: boolean | undefined;
}

export interface Table {
  format: 'csv' | 'vcard';
  encoding: Encoding;
  delimiter: Delimiter | null;
  columns: string[];
  rows: AsyncGenerator<RawRow>;
}

/** Most columns that a table may have. */
export const mostColumns = 1000;

/**
 * Opens a file.
 * @throws AppError `file_empty`, `file_not_readable` or `too_many_columns`; the rows throw `file_not_readable`, too.
 */
export async function openTable(path: string, wishes: TableWishes = {}): Promise<Table> {
  const encoding = wishes.encoding ?? (await encodingOf(path));
  const head = await decodeHead(path, encoding);
  if (head.trim() === '') throw new AppError('file_empty', 'This file is empty. Nothing was imported.');
  refuseGarbage(head);
  if (/^\uFEFF?\s*BEGIN:VCARD\s*$/im.test(head.slice(0, 2000))) {
    return { format: 'vcard', encoding, delimiter: null, columns: [...vCardColumns], rows: readVCards(path, encoding) };
  }
  return openCsv(path, head, { ...wishes, encoding });
}

async function openCsv(path: string, head: string, wishes: TableWishes & { encoding: Encoding }): Promise<Table> {
  const { encoding } = wishes;
  const delimiter = wishes.delimiter ?? detectDelimiter(head);
  const first: string[][] = [];
  for await (const record of readRecords(path, { encoding, delimiter })) {
    first.push(record);
    if (first.length === 30) break;
  }
  const { skip, columns } = findHeader(first, isKnownHeader, wishes.header);
  if (columns.length > mostColumns) throw tooManyColumns(columns.length);
  const rows = rowsOf(readRecords(path, { encoding, delimiter }), { skip, width: columns.length });
  return { format: 'csv', encoding, delimiter, columns, rows };
}

async function encodingOf(path: string): Promise<Encoding> {
  const detector = new EncodingDetector();
  let started = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    started = true;
    detector.add(chunk);
  }
  if (!started) throw new AppError('file_empty', 'This file is empty. Nothing was imported.');
  return detector.end();
}

const tooManyColumns = (count: number) =>
  new AppError('too_many_columns', `This table has ${count} columns; ${mostColumns} are the most. Leave some out.`);
