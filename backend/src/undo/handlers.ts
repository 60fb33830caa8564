// Binds the endpoint of undo to its verb.
import { ok } from '../http/answer.ts';
import { type Api, bindWrite } from '../http/endpoint.ts';
import * as routes from './routes.ts';
import { undo } from './undo.ts';

export function bindUndo(api: Api): void {
  bindWrite(api, { route: routes.undoRoute, permission: 'undo.use' }, async (ctx, { body }) =>
    ok(await undo(ctx, body.undoToken)),
  );
}
