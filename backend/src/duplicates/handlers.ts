// Binds the endpoints of duplicates to their verbs.
import { ok, okJson } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { dismissDuplicate, restoreDuplicate } from './dismiss-duplicate.ts';
import { listDismissed } from './list-dismissed.ts';
import { listDuplicates } from './list-duplicates.ts';
import * as routes from './routes.ts';

export function bindDuplicates(api: Api): void {
  const read = 'duplicates.read';
  const write = 'duplicates.write';
  bindRead(api, { route: routes.listDuplicatesRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listDuplicates(ctx, query)),
  );
  bindRead(api, { route: routes.listDismissedRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listDismissed(ctx, query)),
  );
  bindWrite(api, { route: routes.dismissDuplicateRoute, permission: write }, async (ctx, { body }) =>
    ok(await dismissDuplicate(ctx, body)),
  );
  bindWrite(api, { route: routes.restoreDuplicateRoute, permission: write }, async (ctx, { body }) =>
    ok({ restored: await restoreDuplicate(ctx, body) }),
  );
}
