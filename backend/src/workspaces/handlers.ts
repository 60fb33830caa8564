// Binds the endpoints of workspaces to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { createWorkspace } from './create-workspace.ts';
import * as routes from './routes.ts';
import { archiveWorkspace, restoreWorkspace, updateWorkspace } from './update-workspace.ts';
import { getWorkspace, listWorkspaces } from './workspace-queries.ts';

export function bindWorkspaces(api: Api): void {
  const read = 'workspaces.read';
  const manage = 'workspaces.manage';
  bindWrite(api, { route: routes.createWorkspaceRoute, permission: manage }, async (ctx, { body }) => ({
    ...okStored(await createWorkspace(ctx, body)),
    status: 201,
  }));
  bindRead(api, { route: routes.listWorkspacesRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listWorkspaces(ctx, query)),
  );
  bindRead(api, { route: routes.getWorkspaceRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getWorkspace(ctx, params.id)),
  );
  bindWrite(api, { route: routes.updateWorkspaceRoute, permission: manage }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateWorkspace(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.archiveWorkspaceRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await archiveWorkspace(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreWorkspaceRoute, permission: manage }, async (ctx, { params }) =>
    okStored(await restoreWorkspace(ctx, params.id)),
  );
}
