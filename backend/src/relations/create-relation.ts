// Owns relating two people or companies.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { requireRecords } from './record.ts';
import { matchLabel } from './relation-labels.ts';
import { getRelation } from './relation-queries.ts';
import type { NewRelation, RelationEnd } from './schema.ts';

export interface Relating {
  id: string;
  relation: StoredJson;
  created: boolean;
  /** Null when they were related so before. */
  undoToken: string | null;
}

/**
 * Relates two records. The same relation made again is the one that is there; a deleted one comes back.
 * @throws AppError `not_found` when an end is not here or was deleted, `relation_cycle` for somebody who would be their own
 * boss.
 */
export async function createRelation(ctx: WriteCtx, input: NewRelation): Promise<Relating> {
  await requireRecords(ctx, [
    { ...input.from, path: 'from.id' },
    { ...input.to, path: 'to.id' },
  ]);
  const label = input.label === undefined ? null : await matchLabel(ctx, input.label, input.inverseLabel ?? null);
  const [from, to] = label?.turned ? [input.to, input.from] : [input.from, input.to];
  const made = await insert(ctx, { ...input, from, to }, label?.id ?? null);
  if (made === null) {
    const id = await findSame(ctx, { ...input, from, to }, label?.id ?? null);
    return { id, relation: await getRelation(ctx, id), created: false, undoToken: null };
  }
  const payload = { kind: input.kind, from: ref(from), to: ref(to) };
  await recordEvent(ctx, 'relation.created', { subjectId: made, payload });
  const relation = await getRelation(ctx, made);
  const undoToken = await offerUndo(ctx, 'relation.create', { id: made, version: relation.version });
  return { id: made, relation, created: true, undoToken };
}

const ref = ({ type, id }: RelationEnd) => ({ type, id: id.toLowerCase() });
const idIf = ({ type, id }: RelationEnd, wanted: RelationEnd['type']) => (type === wanted ? id : null);

/** Returns the id; null when a live one is there. The database puts the ends of symmetric relations in order. */
async function insert(ctx: WriteCtx, { kind, from, to, note, since }: NewRelation, labelId: string | null) {
  const { tx, organizationId, actor } = ctx;
  const [row] = await tx<{ id: string }[]>`
    insert into app.relations as r (organization_id, kind, label_id, from_contact_id, from_company_id, to_contact_id,
      to_company_id, note, since, created_by)
    values (${organizationId}, ${kind}, ${labelId}, ${idIf(from, 'contact')}, ${idIf(from, 'company')},
      ${idIf(to, 'contact')}, ${idIf(to, 'company')}, ${note || null}, ${since ?? null}, ${actor.userId})
    on conflict on constraint relations_once do update
    set deleted_at = null, note = excluded.note, since = excluded.since
    where r.deleted_at is not null
    returning id`;
  return row?.id ?? null;
}

async function findSame({ tx, organizationId }: WriteCtx, { kind, from, to }: NewRelation, labelId: string | null) {
  const [row] = await tx<{ id: string }[]>`
    select id from app.relations
    where organization_id = ${organizationId} and kind = ${kind} and label_id is not distinct from ${labelId}
      and ((from_id = ${from.id} and to_id = ${to.id}) or (mutual and from_id = ${to.id} and to_id = ${from.id}))`;
  if (!row) throw new Error('The relation that was there is gone');
  return row.id;
}
