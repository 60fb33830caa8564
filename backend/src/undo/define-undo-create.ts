// Owns the form of taking back that somebody created something: it goes softly, if nobody went on with it since.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Permission, WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from './define-undo.ts';

interface Definition {
  /** What it is, as a word: `task`. */
  type: string;
  permission: Permission;
  /** Holds the row against other changes. @throws AppError `not_found`. */
  hold(ctx: WriteCtx, id: string): Promise<{ version: number; deleted: boolean }>;
  /** True when something hangs on it by now that its version does not tell of. */
  used?(ctx: WriteCtx, id: string): Promise<boolean>;
  remove(ctx: WriteCtx, id: string): Promise<unknown>;
}

export const defineUndoCreate = ({ type, permission, hold, used, remove }: Definition) =>
  defineUndo({
    permission,
    payload: z.object({ id: z.uuid(), version: z.number().int() }),
    undo: async (ctx, { id, version }) => {
      const row = await hold(ctx, id);
      if (row.version !== version || row.deleted || (await used?.(ctx, id))) {
        throw undoConflict(`Somebody went on with this ${type} since.`);
      }
      await remove(ctx, id).catch((error: unknown) => {
        throw error instanceof AppError ? undoConflict(error.message) : error;
      });
      return [{ type, id }];
    },
  });
