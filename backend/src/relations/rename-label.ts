// Owns giving a pair of labels other words, for every relation that has them.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import type { RelationLabelPatch } from './schema.ts';

export interface LabelChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  words: RelationLabelPatch;
}

/**
 * Renames a pair of labels; the same words change nothing.
 * @throws AppError `not_found`, `version_conflict`, `label_taken` when another pair has these words, or `invalid_input` when the
 *   relation would gain or lose its direction.
 */
export async function renameLabel(ctx: WriteCtx, { id, version, words }: LabelChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const [row] = await tx<{ label: string; inverse: string | null; version: number }[]>`
    select label, inverse_label as inverse, version from app.relation_labels
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchLabel();
  if (row.version !== version) throw versionConflict();
  const { label } = words;
  const inverse = words.inverseLabel == null || words.inverseLabel === label ? null : words.inverseLabel;
  if (label === row.label && inverse === row.inverse) return withUndo(await getLabel(ctx, id), null);
  if ((inverse === null) !== (row.inverse === null)) {
    const message =
      inverse === null ? 'Both ends cannot get the same words.' : 'Both ends have the same words; leave it empty.';
    throw new AppError('invalid_input', 'The words do not fit the relation.', {
      errors: [{ path: 'inverseLabel', message }],
    });
  }
  await requireFree(ctx, { id, label, inverse });
  await tx`
    update app.relation_labels set label = ${label}, inverse_label = ${inverse}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'relation_label.renamed', { subjectId: id, payload: {} });
  const renamed = await getLabel(ctx, id);
  const before = { id, version: renamed.version, label: row.label, inverseLabel: row.inverse };
  return withUndo(renamed, await offerUndo(ctx, 'relation_label.rename', before));
}

async function requireFree(
  { tx, organizationId }: WriteCtx,
  { id, label, inverse }: { id: string; label: string; inverse: string | null },
): Promise<void> {
  const [taken] = await tx`
    select from app.relation_labels l,
      (select app.fold(${label}::text) as label, app.fold(coalesce(${inverse}::text, ${label}::text)) as inverse) w
    where l.organization_id = ${organizationId} and l.id <> ${id}
      and least(app.fold(l.label), app.fold(coalesce(l.inverse_label, l.label))) = least(w.label, w.inverse)
      and greatest(app.fold(l.label), app.fold(coalesce(l.inverse_label, l.label))) = greatest(w.label, w.inverse)`;
  if (taken) throw new AppError('label_taken', 'Other relations have these words already.');
}

const noSuchLabel = () => new AppError('not_found', 'There are no such labels here.');

/** Reads one pair of labels. @throws AppError `not_found`. */
export async function getLabel({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object('id', l.id, 'label', l.label, 'inverseLabel', l.inverse_label, 'version', l.version)::text as json,
      l.version
    from app.relation_labels l where l.organization_id = (select app.acting_organization()) and l.id = ${id}`;
  if (!row) throw noSuchLabel();
  return row;
}
