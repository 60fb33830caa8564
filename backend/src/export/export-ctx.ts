// Owns opening an export: one snapshot in the caller's name and organization.
import { actIn } from '../db/act-in.ts';
import { streamAs } from '../db/stream-as.ts';
import type { Tx } from '../db/tenant.ts';
import type { Caller } from '../http/context.ts';
import { type ExportedFile, noteExport, takerIn } from './note-export.ts';

/** Is told how many rows there are, where that is known, and of each part that was written. */
export interface RowCount {
  total(rows: number): void;
  written(rows: number): void;
}
export const uncounted: RowCount = { total: () => undefined, written: () => undefined };

/** How many rows come from the database at a time. */
export const rowsAtOnce = 500;

/** Streams pieces of text as one moment shows them. @throws database error 42501 at the first piece for those who may not export. */
export const snapshotAs = (
  { deps, actor, organizationId }: Pick<Caller, 'deps' | 'actor'> & { organizationId: string | null },
  pieces: (tx: Tx) => AsyncIterable<string>,
): AsyncGenerator<string> =>
  streamAs(deps.sql, actor.claims, async function* (tx) {
    await actIn(tx, organizationId, 'data.export');
    yield* pieces(tx);
  });

/** Streams pieces of text, and notes that they were taken. @throws database error 42501 at the first piece for callers who may not export. */
export const exportAs = (
  caller: Caller,
  what: ExportedFile,
  pieces: (tx: Tx) => AsyncIterable<string>,
): AsyncGenerator<string> =>
  snapshotAs({ ...caller, organizationId: caller.wantedOrganization }, async function* (tx) {
    const taker = await takerIn(tx, caller.source);
    let noted = false;
    for await (const piece of pieces(tx)) {
      // What is not there, or fails at once, was not taken.
      if (!noted) await noteExport(caller, taker, what);
      noted = true;
      yield piece;
    }
  });
