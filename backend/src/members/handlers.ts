// Binds the endpoints of members to their verbs.
import { noContent, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { changeMember, removeMember } from './change-member.ts';
import { listMembers } from './list-members.ts';
import * as routes from './routes.ts';

export function bindMembers(api: Api): void {
  bindRead(api, { route: routes.listMembersRoute, permission: 'organization.read' }, async (ctx, { query }) =>
    okJson(await listMembers(ctx, query)),
  );
  bindWrite(
    api,
    { route: routes.changeMemberRoute, permission: 'members.manage' },
    async (ctx, { params, body, headers }) =>
      okStored(await changeMember(ctx, { id: params.id, version: versionOf(headers['if-match']), role: body.role })),
  );
  // Everybody may leave; whom else one may take out, the policies say.
  bindWrite(api, { route: routes.removeMemberRoute, permission: 'organization.read' }, async (ctx, { params }) => {
    await removeMember(ctx, params.id);
    return noContent;
  });
}
