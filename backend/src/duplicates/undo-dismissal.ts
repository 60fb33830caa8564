// Owns taking back, by token, that two records are not the same.
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { restoreDuplicate } from './dismiss-duplicate.ts';
import { kindOf } from './list-duplicates.ts';
import { PairRequest } from './schema.ts';

export const undoDismissal = defineUndo({
  permission: 'duplicates.write',
  payload: PairRequest,
  undo: async (ctx, pair) => {
    if (!(await restoreDuplicate(ctx, pair)))
      throw undoConflict('Somebody took it back since, or the two were merged.');
    return pair.ids.map((id) => ({ type: kindOf[pair.kind], id }));
  },
});
