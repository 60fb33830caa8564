// Describes the endpoints of workspaces; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Workspaces'], security: w.security };
const path = '/v1/workspaces/{id}';

export const createWorkspaceRoute = createRoute({
  ...base,
  operationId: 'createWorkspace',
  method: 'post',
  path: '/v1/workspaces',
  summary: 'Create a workspace: a brand or a client',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewWorkspace) },
  responses: { 201: w.json('Created.', s.Workspace), ...w.commonProblems, ...w.bodyProblems, ...w.conflict },
});

export const listWorkspacesRoute = createRoute({
  ...base,
  operationId: 'listWorkspaces',
  method: 'get',
  path: '/v1/workspaces',
  summary: 'List workspaces by name',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      archived: z.enum(['true', 'false']).default('false').openapi({ description: 'True lists archived ones only.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Workspace)), ...w.commonProblems },
});

export const getWorkspaceRoute = createRoute({
  ...base,
  operationId: 'getWorkspace',
  method: 'get',
  path,
  summary: 'Read a workspace',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: {
    200: w.json('The workspace; `ETag` holds its version.', s.Workspace),
    ...w.commonProblems,
    ...w.notFound,
  },
});

export const updateWorkspaceRoute = createRoute({
  ...base,
  operationId: 'updateWorkspace',
  method: 'patch',
  path,
  summary: 'Change a workspace, or make it the default',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.WorkspacePatch) },
  responses: {
    200: w.json('The workspace as it is now.', s.Workspace),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const archiveWorkspaceRoute = createRoute({
  ...base,
  operationId: 'archiveWorkspace',
  method: 'post',
  path: `${path}/archive`,
  summary: 'Archive a workspace; the default one stays',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('The archived workspace.', s.ArchivedWorkspace),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const restoreWorkspaceRoute = createRoute({
  ...base,
  operationId: 'restoreWorkspace',
  method: 'post',
  path: `${path}/restore`,
  summary: 'Bring an archived workspace back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The workspace.', s.Workspace), ...w.commonProblems, ...w.notFound },
});
