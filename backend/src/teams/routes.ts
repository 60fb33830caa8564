// Describes the endpoints of teams; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Teams'], security: w.security };

export const createTeamRoute = createRoute({
  ...base,
  operationId: 'createTeam',
  method: 'post',
  path: '/v1/teams',
  summary: 'Create a team',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewTeam) },
  responses: { 201: w.json('Created.', s.Team), ...w.commonProblems, ...w.bodyProblems },
});

export const listTeamsRoute = createRoute({
  ...base,
  operationId: 'listTeams',
  method: 'get',
  path: '/v1/teams',
  summary: 'List teams by name',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({ search: z.string().trim().max(200).optional() }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Team)), ...w.commonProblems },
});

export const getTeamRoute = createRoute({
  ...base,
  operationId: 'getTeam',
  method: 'get',
  path: '/v1/teams/{id}',
  summary: 'Read a team',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The team; `ETag` holds its version.', s.Team), ...w.commonProblems, ...w.notFound },
});

export const updateTeamRoute = createRoute({
  ...base,
  operationId: 'updateTeam',
  method: 'patch',
  path: '/v1/teams/{id}',
  summary: 'Change the name or the members of a team',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.TeamPatch) },
  responses: {
    200: w.json('The team as it is now.', s.Team),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const deleteTeamRoute = createRoute({
  ...base,
  operationId: 'deleteTeam',
  method: 'delete',
  path: '/v1/teams/{id}',
  summary: 'Delete a team; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted team.', s.DeletedTeam), ...w.commonProblems, ...w.notFound },
});

export const restoreTeamRoute = createRoute({
  ...base,
  operationId: 'restoreTeam',
  method: 'post',
  path: '/v1/teams/{id}/restore',
  summary: 'Bring a deleted team back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored team.', s.Team), ...w.commonProblems, ...w.notFound },
});
