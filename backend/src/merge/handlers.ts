// Binds the endpoints of merging to their verbs.
import { ok, okJson } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { listMerges } from './list-merges.ts';
import { mergeCompanies } from './merge-companies.ts';
import { mergeContacts } from './merge-contacts.ts';
import { mergeMany } from './merge-many.ts';
import * as routes from './routes.ts';
import { undoMerge } from './undo-merge.ts';

export function bindMerge(api: Api): void {
  const write = 'contacts.write';
  bindWrite(api, { route: routes.mergeContactsRoute, permission: write }, async (ctx, { body }) =>
    okJson(await mergeContacts(ctx, body)),
  );
  bindWrite(api, { route: routes.mergeManyRoute, permission: write }, async (ctx, { body }) =>
    ok(await mergeMany(ctx, 'contact', body.pairs)),
  );
  bindWrite(api, { route: routes.mergeCompaniesRoute, permission: 'companies.write' }, async (ctx, { body }) =>
    okJson(await mergeCompanies(ctx, body)),
  );
  bindWrite(api, { route: routes.mergeManyCompaniesRoute, permission: 'companies.write' }, async (ctx, { body }) =>
    ok(await mergeMany(ctx, 'company', body.pairs)),
  );
  bindRead(api, { route: routes.listMergesRoute, permission: 'merges.read' }, async (ctx, { query }) =>
    okJson(await listMerges(ctx, query)),
  );
  bindWrite(api, { route: routes.undoMergeRoute, permission: write }, async (ctx, { params }) =>
    ok({ kind: 'merge', records: await undoMerge(ctx, params.id), jobId: null }),
  );
}
