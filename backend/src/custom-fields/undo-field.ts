// Owns taking back that somebody added, changed or archived a field.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { archiveField, restoreField } from './archive-field.ts';
import { holdField } from './field-queries.ts';
import { FieldOption } from './schema.ts';
import { updateField } from './update-field.ts';

const type = 'custom_field';
const permission = 'fields.manage';

/** Archives the field, if nobody changed it since and no record has a value in it. */
export const undoFieldCreate = defineUndoCreate({
  type,
  permission,
  hold: async (ctx, id) => {
    const { version, archived } = await holdField(ctx, id);
    return { version, deleted: archived };
  },
  used: async ({ tx, organizationId }, id) => {
    const values = await tx`
      select from app.field_values where organization_id = ${organizationId} and field_id = ${id} limit 1`;
    return values.length > 0;
  },
  remove: archiveField,
});

export const undoFieldArchive = defineUndoDelete({ type, permission, hold: holdField, restore: restoreField });

const FieldBefore = z.object({ name: z.string(), required: z.boolean(), options: z.array(FieldOption) });

/** Writes name, options and duty back, if nobody changed the field since, nor took an option that came with the change. */
export const undoFieldChange = defineUndo({
  permission,
  payload: z.object({ id: z.uuid(), version: z.number().int(), before: FieldBefore }),
  undo: async (ctx, { id, version, before }) => {
    await updateField(ctx, { id, version, patch: { ...before, confirm: false } }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      throw undoConflict(
        error.code === 'would_lose'
          ? 'Records use an option that this would take away.'
          : 'Somebody changed this field since.',
      );
    });
    return [{ type, id }];
  },
});
