// Owns page cursors: opaque to clients, checked when they come back.
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Where the next page of a list starts: after this id, and after this time or rank where the list is sorted by one. */
const Cursor = z.object({
  of: z.string(),
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }).optional(),
  rank: z
    .string()
    .regex(/^[0-9A-Za-z]{1,500}$/)
    .optional(),
  /** Of views: the values of each column that they are sorted by. */
  keys: z.array(z.string().max(1000).nullable()).max(3).optional(),
});
export type Cursor = z.infer<typeof Cursor>;

export const encodeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Reads a cursor of the named list. @throws AppError `invalid_cursor`. */
export function decodeCursor(list: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const cursor = Cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!cursor.success || cursor.data.of !== list) {
    throw new AppError('invalid_cursor', 'This cursor is not one of this list. Start from the first page.');
  }
  return cursor.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page as JSON text: the items as Postgres wrote them, and the cursor of the next page. */
export const pageJson = (items: string, next: Cursor | null): string => `${pageStart}${items}${pageEnd(next)}`;

/** The same of bytes. */
export const pageBytes = (items: Buffer, next: Cursor | null): Buffer<ArrayBuffer> =>
  Buffer.concat([Buffer.from(pageStart), items, Buffer.from(pageEnd(next))]);

const pageStart = '{"items":';
const pageEnd = (next: Cursor | null) =>
  `,"nextCursor":${next === null ? 'null' : JSON.stringify(encodeCursor(next))}}`;
