// Binds the endpoint of members to its verb.
import { okJson } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import { listMembers } from './list-members.ts';
import * as routes from './routes.ts';

export function bindMembers(api: Api): void {
  bindRead(api, { route: routes.listMembersRoute, permission: 'organization.read' }, async (ctx, { query }) =>
    okJson(await listMembers(ctx, query)),
  );
}
