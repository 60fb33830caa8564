// Binds the endpoint of strength to its verb.
import { okJson } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import { getStrength } from './get-strength.ts';
import * as routes from './routes.ts';

export function bindStrength(api: Api): void {
  bindRead(api, { route: routes.getContactStrengthRoute, permission: 'interactions.read' }, async (ctx, { params }) =>
    okJson(await getStrength(ctx, params.id)),
  );
}
