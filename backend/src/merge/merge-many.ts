// Owns merging many pairs at once: each on its own, so that one that fails leaves the others merged.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { databaseProblem } from '../http/database-errors.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { mergeCompanyPair } from './merge-companies.ts';
import { mergeContactPair } from './merge-contacts.ts';
import { type MergeKind, mergeLasts } from './merge-records.ts';
import { mergeTarget } from './merged-away.ts';
import type { MergePair } from './schema.ts';

interface Outcome {
  winnerId: string | null;
  status: 'merged' | 'same' | 'failed';
  mergeId: string | null;
  problem: string | null;
}

/** Merges the pairs in order. Who went into another by an earlier pair, or long ago, is taken for that one: chains and circles end well. */
export async function mergeMany(
  ctx: WriteCtx,
  kind: MergeKind,
  pairs: MergePair[],
): Promise<{ items: Outcome[]; undoToken: string | null }> {
  const items: Outcome[] = [];
  for (const pair of pairs) items.push(await mergeOne(ctx, kind, pair));
  const ids = items.flatMap(({ mergeId }) => mergeId ?? []).toReversed();
  const undoToken = ids.length === 0 ? null : await offerUndo(ctx, `${kind}.merge`, { ids }, mergeLasts);
  return { items, undoToken };
}

const mergePair = { contact: mergeContactPair, company: mergeCompanyPair } as const;

async function mergeOne(ctx: WriteCtx, kind: MergeKind, pair: MergePair): Promise<Outcome> {
  const { tx } = ctx;
  const winnerId = await mergeTarget(ctx, kind, pair.winnerId);
  const loserId = await mergeTarget(ctx, kind, pair.loserId);
  if (winnerId === loserId) return { winnerId, status: 'same', mergeId: null, problem: null };
  await tx`savepoint pair`;
  try {
    const { mergeId } = await mergePair[kind](ctx, { winnerId, loserId, choices: {} });
    await tx`release savepoint pair`;
    return { winnerId, status: 'merged', mergeId, problem: null };
  } catch (error) {
    const known = error instanceof AppError ? error : databaseProblem(error);
    // Deadlocks and defects end the whole transaction.
    if (!known || known.code === 'unavailable') throw error;
    await tx`rollback to savepoint pair`;
    return { winnerId: null, status: 'failed', mergeId: null, problem: known.message };
  }
}
