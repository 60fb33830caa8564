// Describes the endpoints of roles; handlers.ts binds them to their verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Roles'], security: w.security };
const nameTaken = w.problem('Another role has this name: `role_name_taken`; or there are a hundred: `too_many_roles`.');

export const listRolesRoute = createRoute({
  ...base,
  operationId: 'listRoles',
  method: 'get',
  path: '/v1/roles',
  summary: 'List the roles that members can have',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('All of them.', s.RolesAndPermissions), ...w.commonProblems },
});

export const createRoleRoute = createRoute({
  ...base,
  operationId: 'createRole',
  method: 'post',
  path: '/v1/roles',
  summary: 'Make a role',
  description: 'Nobody gives a role what they do not hold themselves.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewRole) },
  responses: { 201: w.json('The role.', s.RoleDetail), ...w.commonProblems, ...w.bodyProblems, 409: nameTaken },
});

export const updateRoleRoute = createRoute({
  ...base,
  operationId: 'updateRole',
  method: 'patch',
  path: '/v1/roles/{id}',
  summary: 'Change what a role may do and see',
  description:
    'It holds at once, also for whoever is signed in. Of a built-in role only `reach` can be changed, and not the owners’.',
  request: { headers: w.UpdateHeaders, params: s.RoleParam, body: w.jsonBody(s.RolePatch) },
  responses: {
    200: w.json('The role as it is now.', s.RoleDetail),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
    409: nameTaken,
  },
});

export const deleteRoleRoute = createRoute({
  ...base,
  operationId: 'deleteRole',
  method: 'delete',
  path: '/v1/roles/{id}',
  summary: 'Delete a role',
  request: { headers: w.WriteHeaders, params: w.IdParam, query: s.RoleDeletion },
  responses: {
    204: { description: 'Gone.' },
    ...w.commonProblems,
    ...w.notFound,
    409: w.problem('Somebody has it, or is invited into it, and no `replacement` is named: `role_in_use`.'),
  },
});
