// Binds the endpoints of roles to their verbs.
import { noContent, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { deleteRole } from './delete-role.ts';
import { listRoles } from './role-queries.ts';
import * as routes from './routes.ts';
import { createRole, updateRole } from './save-role.ts';

export function bindRoles(api: Api): void {
  const permission = 'roles.manage';
  bindRead(api, { route: routes.listRolesRoute, permission: 'organization.read' }, async (ctx) =>
    okJson(await listRoles(ctx)),
  );
  bindWrite(api, { route: routes.createRoleRoute, permission }, async (ctx, { body }) => ({
    ...okStored(await createRole(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.updateRoleRoute, permission }, async (ctx, { params, headers, body }) =>
    okStored(await updateRole(ctx, { id: params.id, version: versionOf(headers['if-match']), patch: body })),
  );
  bindWrite(api, { route: routes.deleteRoleRoute, permission }, async (ctx, { params, query }) => {
    await deleteRole(ctx, params.id, query.replacement);
    return noContent;
  });
}
