// Owns changing or deleting many records of a kind at once.
import { isDeepStrictEqual } from 'node:util';
import { checkFields } from '../../custom-fields/check-fields.ts';
import type { FieldValues } from '../../custom-fields/values.ts';
import { AppError } from '../../errors.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { requireMember } from '../../members/require-member.ts';
import { maxTags } from '../../tags/schema.ts';
import { offerUndo } from '../../undo/offer-undo.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { type BulkColumns, type BulkRow, holdRows, setDeleted, writeRows } from './bulk-rows.ts';
import type { BulkEdit, BulkEdited } from './bulk-schema.ts';

const columns = ['ownerId', 'doNotContact', 'tags', 'fields'] as const;

/**
 * Changes the named records in one transaction; those that are not here are counted in the answer, the others changed.
 * @throws AppError `invalid_input`, for values that are not right and for more tags than a record may have.
 */
export async function editRecords(ctx: WriteCtx, kind: BulkKind, edit: BulkEdit): Promise<BulkEdited> {
  const ids = [...new Set(edit.ids.map((id) => id.toLowerCase()))];
  if (edit.set?.ownerId) await requireMember(ctx, edit.set.ownerId);
  const values = await checkFields(ctx, { recordType: kind, given: edit.set?.fields });
  const rows = (await holdRows(ctx, kind, ids)).filter(({ deleted }) => !deleted);
  const { changed, undoToken } = edit.delete
    ? await deleteAll(ctx, kind, rows)
    : await changeAll(ctx, kind, { rows, edit, values });
  return { changed, unchanged: rows.length - changed, missing: ids.length - rows.length, undoToken };
}

async function deleteAll(ctx: WriteCtx, kind: BulkKind, rows: BulkRow[]) {
  if (rows.length === 0) return { changed: 0, undoToken: null };
  const ids = rows.map(({ id }) => id);
  await setDeleted(ctx, kind, { ids, deleted: true });
  await recordEvents(
    ctx,
    bulkKinds[kind].deleted,
    ids.map((subjectId) => ({ subjectId, payload: {} })),
  );
  return { changed: ids.length, undoToken: await offerUndo(ctx, bulkKinds[kind].undoDelete, { ids }) };
}

interface Change {
  rows: BulkRow[];
  edit: BulkEdit;
  /** Own fields as they are to be kept. */
  values: FieldValues;
}

async function changeAll(ctx: WriteCtx, kind: BulkKind, { rows, edit, values }: Change) {
  const wanted = rows.map((before) => ({ before, after: { id: before.id, ...changedRow(before, edit, values) } }));
  refuseManyTags(wanted.map(({ after }) => after));
  const differing = wanted.filter(({ before, after }) => differs(before, after).length > 0);
  if (differing.length === 0) return { changed: 0, undoToken: null };
  const written = await writeRows(
    ctx,
    kind,
    differing.map(({ after }) => after),
  );
  const changes = differing.flatMap(({ before }) => {
    const after = written.get(before.id);
    const named = after ? differs(before, after) : [];
    return after ? [{ id: before.id, before: pick(before, named), after: pick(after, named), named }] : [];
  });
  const told = changes.filter(({ named }) => named.length > 0);
  await recordEvents(
    ctx,
    bulkKinds[kind].updated,
    told.map(({ id, named }) => ({ subjectId: id, payload: { changed: named } })),
  );
  const rowsBack = changes.map(({ id, before, after }) => ({ id, before, after }));
  return { changed: changes.length, undoToken: await offerUndo(ctx, bulkKinds[kind].undoEdit, { rows: rowsBack }) };
}

const fold = (tag: string) => tag.normalize('NFC').trim().toLowerCase();

function changedRow(
  row: BulkRow,
  { set = {}, addTags = [], removeTags = [] }: BulkEdit,
  values: FieldValues,
): BulkColumns {
  const gone = new Set(removeTags.map(fold));
  const kept = row.tags.filter((tag) => !gone.has(fold(tag)));
  const had = new Set(kept.map(fold));
  const emptied = Object.keys(set.fields ?? {}).filter((key) => values[key] === undefined);
  const left = Object.entries(row.fields).filter(([key]) => !emptied.includes(key));
  return {
    ownerId: set.ownerId === undefined ? row.ownerId : set.ownerId,
    doNotContact: set.doNotContact ?? row.doNotContact,
    tags: [...kept, ...addTags.filter((tag) => !had.has(fold(tag)))],
    fields: { ...Object.fromEntries(left), ...values },
  };
}

function refuseManyTags(rows: BulkColumns[]): void {
  const count = rows.filter(({ tags }) => tags.length > maxTags).length;
  if (count === 0) return;
  const errors = [{ path: 'addTags', message: `A record has at most ${maxTags} tags; ${count} would have more.` }];
  throw new AppError('invalid_input', 'Some records would have too many tags.', { errors });
}

const differs = (before: BulkColumns, after: BulkColumns) =>
  columns.filter((column) => !isDeepStrictEqual(before[column], after[column]));

const pick = (row: BulkColumns, named: readonly (typeof columns)[number][]): Partial<BulkColumns> =>
  Object.fromEntries(named.map((column) => [column, row[column]]));
