// Owns reading who and what stands around a record.
import type { ReadCtx } from '../http/context.ts';
import { readRecord } from '../relations/record.ts';
import { noSuchRecord } from './find-paths.ts';
import type { NeighbourhoodQuery } from './schema.ts';

/** More would be no picture any more. */
const mostNodes = 120;

/** Reads nodes and edges, as JSON text. @throws AppError `not_found`. */
export async function getNeighbourhood({ tx, deps }: ReadCtx, { record, depth }: NeighbourhoodQuery): Promise<string> {
  const { type, id } = readRecord(record);
  const [row] = await tx<{ json: string | null }[]>`
    select app.neighbourhood((select app.acting_organization()), ${type}, ${id}, ${depth}::int, ${mostNodes}::int,
      ${deps.now()})::text as json`;
  if (!row?.json) throw noSuchRecord();
  return row.json;
}
