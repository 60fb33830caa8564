// Owns taking back a change of a list of whose messages are not logged.
import { z } from 'zod';
import type { Permission } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { deleteLine, insertLine } from './change-list.ts';
import { lists } from './lists.ts';
import { AddressKind } from './schema.ts';

const List = z.enum(['never-log', 'protected-recipients']);
/** Row-level security says who may change which list. */
const permission: Permission = 'undo.use';

export const undoListAdd = defineUndo({
  permission,
  payload: z.object({ list: List, id: z.uuid() }),
  undo: async (ctx, { list, id }) => {
    const [there] = await ctx.tx`
      select from app.${ctx.tx(lists[list].table)} where organization_id = ${ctx.organizationId} and id = ${id}`;
    if (!there) throw undoConflict('It was taken off the list since.');
    await deleteLine(ctx, list, id);
    return [{ type: lists[list].table, id }];
  },
});

export const undoListRemove = defineUndo({
  permission,
  payload: z.object({ list: List, kind: AddressKind, value: z.string() }),
  undo: async (ctx, { list, ...address }) => {
    const line = await insertLine(ctx, list, address);
    if (!line) throw undoConflict('It was put on the list again since.');
    return [{ type: lists[list].table, id: line.id }];
  },
});
