// Binds the endpoints of the graph to their verbs.
import { okJson } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import { findPaths } from './find-paths.ts';
import { getNeighbourhood } from './get-neighbourhood.ts';
import * as routes from './routes.ts';

export function bindGraph(api: Api): void {
  const permission = 'relations.read';
  bindRead(api, { route: routes.findPathsRoute, permission }, async (ctx, { query }) =>
    okJson(await findPaths(ctx, query)),
  );
  bindRead(api, { route: routes.getNeighbourhoodRoute, permission }, async (ctx, { query }) =>
    okJson(await getNeighbourhood(ctx, query)),
  );
}
