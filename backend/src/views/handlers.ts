// Binds the endpoints of views to their verbs.
import { ok, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { listFields } from './list-fields.ts';
import { listViews } from './list-views.ts';
import { countView, listIds, previewView, readView } from './read-records.ts';
import * as routes from './routes.ts';
import { createView, deleteView, restoreView, updateView } from './save-view.ts';
import { getView } from './view-row.ts';

export function bindViews(api: Api): void {
  const read = 'views.read';
  bindRead(api, { route: routes.listViewsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listViews(ctx, query)),
  );
  bindRead(api, { route: routes.listViewFieldsRoute, permission: read }, async (ctx, { query }) =>
    ok(await listFields(ctx, query.resource)),
  );
  bindRead(api, { route: routes.previewViewRoute, permission: read }, async (ctx, { body }) =>
    okJson(await previewView(ctx, body)),
  );
  bindRead(api, { route: routes.listViewIdsRoute, permission: read }, async (ctx, { body }) =>
    ok(await listIds(ctx, body)),
  );
  bindRead(api, { route: routes.getViewRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getView(ctx, params.id)),
  );
  bindRead(api, { route: routes.listViewRecordsRoute, permission: read }, async (ctx, { params, query }) =>
    okJson(await readView(ctx, params.id, query)),
  );
  bindRead(api, { route: routes.countViewRoute, permission: read }, async (ctx, { params }) =>
    ok(await countView(ctx, params.id)),
  );
  bindWrites(api);
}

function bindWrites(api: Api): void {
  const write = 'views.write';
  bindWrite(api, { route: routes.createViewRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createView(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.updateViewRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateView(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deleteViewRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteView(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreViewRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreView(ctx, params.id)),
  );
}
