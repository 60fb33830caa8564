// Owns the form of taking back that somebody deleted something: it comes back, if nobody changed or restored it since.
import { z } from 'zod';
import type { Permission, WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from './define-undo.ts';

interface Definition {
  /** What it is, as a word: `task`. */
  type: string;
  permission: Permission;
  /** Holds the row against other changes. @throws AppError `not_found`. */
  hold(ctx: WriteCtx, id: string): Promise<{ version: number } | null>;
  restore(ctx: WriteCtx, id: string): Promise<unknown>;
}

export const defineUndoDelete = ({ type, permission, hold, restore }: Definition) =>
  defineUndo({
    permission,
    payload: z.object({ id: z.uuid(), version: z.number().int() }),
    undo: async (ctx, { id, version }) => {
      const row = await hold(ctx, id);
      if (row?.version !== version) throw undoConflict(`Somebody restored or changed this ${type} since.`);
      await restore(ctx, id);
      return [{ type, id }];
    },
  });
