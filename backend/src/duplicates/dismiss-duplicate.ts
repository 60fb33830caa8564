// Owns saying that two records are not the same, and taking that back.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { mergedAway } from '../merge/merged-away.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { kindOf } from './list-duplicates.ts';
import { pairColumns } from './pair-columns.ts';
import type { MatchKind } from './reasons.ts';
import type { DuplicateKind, PairRequest } from './schema.ts';

const tables = { contact: 'contacts', company: 'companies' } as const;

interface Dismissal {
  id: string;
  kind: DuplicateKind;
  ids: [string, string];
  dismissedBy: string | null;
  dismissedAt: string;
}

/**
 * Notes that two live records are not the same; saying it again changes nothing.
 * @throws AppError `not_found`, `record_deleted` or `record_merged`.
 */
export async function dismissDuplicate(
  ctx: WriteCtx,
  { kind: list, ids }: PairRequest,
): Promise<Dismissal & { undoToken: string | null }> {
  const { tx, organizationId } = ctx;
  const kind = kindOf[list];
  await holdLive(ctx, kind, ids);
  const [one, other] = pairColumns[kind];
  const [made] = await tx<{ id: string }[]>`
    insert into app.distinct_pairs (organization_id, ${tx(one)}, ${tx(other)}, created_by)
    values (${organizationId}, ${ids[0]}, ${ids[1]}, auth.uid())
    on conflict on constraint distinct_pairs_once do nothing returning id`;
  const dismissal = await readPair(ctx, { kind: list, ids });
  if (!dismissal) throw new Error('The pair was not kept');
  if (!made) return { ...dismissal, undoToken: null };
  await recordEvent(ctx, 'duplicate.dismissed', {
    subjectId: made.id,
    payload: { recordType: kind, ids: dismissal.ids },
  });
  return { ...dismissal, undoToken: await offerUndo(ctx, 'duplicate.dismiss', { kind: list, ids: dismissal.ids }) };
}

/** Lets the two be suggested again. @returns false when nobody had said that they are not the same. */
export async function restoreDuplicate(ctx: WriteCtx, { kind: list, ids }: PairRequest): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const kind = kindOf[list];
  const dismissal = await readPair(ctx, { kind: list, ids });
  if (!dismissal) return false;
  const gone = await tx`
    delete from app.distinct_pairs where organization_id = ${organizationId} and id = ${dismissal.id}`;
  if (gone.count === 0) return false;
  await recordEvent(ctx, 'duplicate.restored', {
    subjectId: dismissal.id,
    payload: { recordType: kind, ids: dismissal.ids },
  });
  return true;
}

async function readPair({ tx, organizationId }: WriteCtx, { kind: list, ids }: PairRequest): Promise<Dismissal | null> {
  const [one, other] = pairColumns[kindOf[list]];
  const [row] = await tx<{ json: Dismissal }[]>`
    select json_build_object('id', d.id, 'kind', ${list}::text, 'ids', json_build_array(d.${tx(one)}, d.${tx(other)}),
      'dismissedBy', d.created_by, 'dismissedAt', d.created_at) as json
    from app.distinct_pairs d
    where d.organization_id = ${organizationId} and d.${tx(one)} = least(${ids[0]}::uuid, ${ids[1]}::uuid)
      and d.${tx(other)} = greatest(${ids[0]}::uuid, ${ids[1]}::uuid)`;
  return row?.json ?? null;
}

/** Holds both, so that neither is merged or deleted meanwhile. */
async function holdLive(ctx: WriteCtx, kind: MatchKind, ids: [string, string]): Promise<void> {
  const { tx, organizationId } = ctx;
  const rows = await tx<{ id: string; deleted: boolean; merged: boolean }[]>`
    select id, deleted_at is not null as deleted, merged_into is not null as merged from app.${tx(tables[kind])}
    where organization_id = ${organizationId} and id in (${ids[0]}, ${ids[1]}) order by id for share`;
  if (rows.length < 2) throw new AppError('not_found', `One of the two is no ${kind} here.`);
  const merged = rows.find((row) => row.merged);
  if (merged) throw await mergedAway(ctx, kind, merged.id);
  if (rows.some(({ deleted }) => deleted)) {
    throw new AppError('record_deleted', 'One of the two was deleted. Restore it first.');
  }
}
