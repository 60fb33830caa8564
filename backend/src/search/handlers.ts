// Binds the endpoint of search to its verb.
import { ok } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import * as routes from './routes.ts';
import { search } from './search.ts';

export function bindSearch(api: Api): void {
  bindRead(api, { route: routes.searchRoute, permission: 'contacts.read' }, async (ctx, { query }) =>
    ok(await search(ctx, query)),
  );
}
