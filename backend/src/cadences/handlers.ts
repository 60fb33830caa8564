// Binds the endpoints of keeping in touch to their verbs.
import { okJson } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { clearCadence, getCadence, setCadence } from './cadence.ts';
import * as routes from './routes.ts';

export function bindCadences(api: Api): void {
  bindRead(api, { route: routes.getCadenceRoute, permission: 'tasks.read' }, async (ctx, { params }) =>
    okJson(await getCadence(ctx, params.id)),
  );
  bindWrite(api, { route: routes.setCadenceRoute, permission: 'tasks.write' }, async (ctx, { params, body }) =>
    okJson(await setCadence(ctx, params.id, body)),
  );
  bindWrite(api, { route: routes.clearCadenceRoute, permission: 'tasks.write' }, async (ctx, { params }) =>
    okJson(await clearCadence(ctx, params.id)),
  );
}
