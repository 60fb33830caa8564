// Owns taking merges back: by the token of the answer, or by the merge's id.
import postgres from 'postgres';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, type RecordRef, undoConflict } from '../undo/define-undo.ts';

const payload = z.object({ ids: z.array(z.uuid()) });

async function undoAll(ctx: WriteCtx, { ids }: z.infer<typeof payload>): Promise<RecordRef[]> {
  const touched: RecordRef[] = [];
  for (const id of ids) touched.push(...(await undoMerge(ctx, id)));
  return touched;
}

export const undoContactMerge = defineUndo({ permission: 'contacts.write', payload, undo: undoAll });
export const undoCompanyMerge = defineUndo({ permission: 'companies.write', payload, undo: undoAll });

interface Held {
  recordType: 'contact' | 'company';
  winnerId: string;
  loserId: string;
  undone: boolean;
  expiresAt: Date;
}

/** Takes one merge back. @throws AppError `not_found`, `undo_used`, `undo_expired`, or `undo_conflict` with the reason. */
export async function undoMerge(ctx: WriteCtx, id: string): Promise<RecordRef[]> {
  const { tx, organizationId, deps } = ctx;
  const [merge] = await tx<Held[]>`
    select record_type as "recordType", winner_id as "winnerId", loser_id as "loserId", undone_at is not null as undone,
      expires_at as "expiresAt"
    from app.merges where organization_id = ${organizationId} and id = ${id}`;
  if (!merge) throw new AppError('not_found', 'There is no such merge here.');
  if (merge.undone) throw new AppError('undo_used', 'This merge was undone already.');
  if (merge.expiresAt <= deps.now()) throw new AppError('undo_expired', 'It is too late to undo this merge.');
  await tx`select app.undo_merge(${organizationId}, ${id})`.catch((error: unknown) => {
    throw error instanceof postgres.PostgresError && error.code === 'KT032' ? undoConflict(error.message) : error;
  });
  const { recordType: type, winnerId, loserId } = merge;
  await recordEvent(ctx, `${type}.unmerged`, { subjectId: winnerId, payload: { loserId, mergeId: id } });
  return [
    { type, id: winnerId },
    { type, id: loserId },
  ];
}
