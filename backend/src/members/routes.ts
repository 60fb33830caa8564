// Describes the endpoints of members; handlers.ts binds them to their verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Members'], security: w.security };
const stays = w.problem('The last owner stays: `last_owner`; or a sandbox, whose members follow: `sandbox_follows`.');

export const listMembersRoute = createRoute({
  ...base,
  operationId: 'listMembers',
  method: 'get',
  path: '/v1/members',
  summary: 'List the members of the organization by name',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Member)), ...w.commonProblems },
});

export const changeMemberRoute = createRoute({
  ...base,
  operationId: 'changeMember',
  method: 'patch',
  path: '/v1/members/{id}',
  summary: 'Change the role of a member',
  description: 'Nobody gives or takes a role that may do more than they may: owners alone change owners.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.MemberChange) },
  responses: {
    200: w.json('The member.', s.Member),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
    409: stays,
  },
});

export const removeMemberRoute = createRoute({
  ...base,
  operationId: 'removeMember',
  method: 'delete',
  path: '/v1/members/{id}',
  summary: 'Take a member out of the organization, or leave it',
  description:
    'Everybody may leave. What they own stays, and the views that they share. Nobody takes out whose role may do more than theirs.',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 204: { description: 'Gone.' }, ...w.commonProblems, ...w.notFound, 409: stays },
});
