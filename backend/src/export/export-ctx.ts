// Owns opening an export: one snapshot in the caller's name and organization.
import { actIn } from '../db/act-in.ts';
import { streamAs } from '../db/stream-as.ts';
import type { Tx } from '../db/tenant.ts';
import type { Caller } from '../http/context.ts';
import { type ExportedFile, noteExport } from './note-export.ts';

/** How many rows come from the database at a time. */
export const rowsAtOnce = 500;

/** Streams pieces of text, and notes that they were taken. @throws database error 42501 at the first piece for callers who may not export. */
export const exportAs = (
  caller: Caller,
  what: ExportedFile,
  pieces: (tx: Tx) => AsyncIterable<string>,
): AsyncGenerator<string> =>
  streamAs(caller.deps.sql, caller.actor.claims, async function* (tx) {
    await actIn(tx, caller.wantedOrganization, 'data.export');
    let noted = false;
    for await (const piece of pieces(tx)) {
      // What is not there, or fails at once, was not taken.
      if (!noted) await noteExport(caller, tx, what);
      noted = true;
      yield piece;
    }
  });
