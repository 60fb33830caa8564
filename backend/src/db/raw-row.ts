// Owns reading a row as the bytes that the database sent. A long JSON text that is only passed on never becomes a string: making one of
// it, bytes of that again, and clearing both away was most of what a list cost in Node.
import type { PendingQuery, Row } from 'postgres';

/** A column's text in UTF-8; null for null. */
export type RawColumn = Buffer<ArrayBuffer> | null;

/** The columns of a query's one row; null where there is no row. */
export async function readRawRow(query: PendingQuery<Row[]>): Promise<RawColumn[] | null> {
  const [row] = await query.raw();
  return row?.map((column: Buffer | null) => (column === null || isOwn(column) ? column : Buffer.from(column))) ?? null;
}

/** Memory that is shared with a worker cannot be an answer's body; the driver's never is. */
const isOwn = (bytes: Buffer): bytes is Buffer<ArrayBuffer> => bytes.buffer instanceof ArrayBuffer;

export const textOf = (column: RawColumn | undefined): string | null => column?.toString('utf8') ?? null;

/** Whether a boolean column is true. */
export const isTrue = (column: RawColumn | undefined): boolean => textOf(column) === 't';
