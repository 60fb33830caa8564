// Describes the endpoints of views; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Views'], security: w.security };

export const createViewRoute = createRoute({
  ...base,
  operationId: 'createView',
  method: 'post',
  path: '/v1/views',
  summary: 'Save a view',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewView) },
  responses: { 201: w.json('Saved.', s.ChangedView), ...w.commonProblems, ...w.bodyProblems },
});

export const listViewsRoute = createRoute({
  ...base,
  operationId: 'listViews',
  method: 'get',
  path: '/v1/views',
  summary: 'List the team’s views and one’s own, by name',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      resource: s.ViewResource.optional(),
      deleted: z.enum(['true', 'false']).default('false'),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.View)), ...w.commonProblems },
});

export const listViewFieldsRoute = createRoute({
  ...base,
  operationId: 'listViewFields',
  method: 'get',
  path: '/v1/view-fields',
  summary: 'List what views of a resource can filter, sort and show',
  request: { headers: w.OrganizationHeader, query: z.object({ resource: s.ViewResource.default('contacts') }) },
  responses: { 200: w.json('The fields.', s.ViewFields), ...w.commonProblems },
});

export const previewViewRoute = createRoute({
  ...base,
  operationId: 'previewView',
  method: 'post',
  path: '/v1/views/preview',
  summary: 'Read what a filter gives, without saving it',
  request: { headers: w.OrganizationHeader, body: w.jsonBody(s.Preview) },
  responses: { 200: w.json('One page.', s.ViewRecords), ...w.commonProblems, ...w.bodyProblems },
});

export const listViewIdsRoute = createRoute({
  ...base,
  operationId: 'listViewIds',
  method: 'post',
  path: '/v1/views/ids',
  summary: 'List the ids of all records that a filter gives, up to 20,000: for changing them together',
  request: { headers: w.OrganizationHeader, body: w.jsonBody(s.IdsAsked) },
  responses: { 200: w.json('The ids.', s.RecordIds), ...w.commonProblems, ...w.bodyProblems },
});

export const getViewRoute = createRoute({
  ...base,
  operationId: 'getView',
  method: 'get',
  path: '/v1/views/{id}',
  summary: 'Read one view',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The view; `ETag` holds its version.', s.View), ...w.commonProblems, ...w.notFound },
});

export const listViewRecordsRoute = createRoute({
  ...base,
  operationId: 'listViewRecords',
  method: 'get',
  path: '/v1/views/{id}/records',
  summary: 'Read the records of a view',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: s.RecordPage },
  responses: { 200: w.json('One page.', s.ViewRecords), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const countViewRoute = createRoute({
  ...base,
  operationId: 'countView',
  method: 'get',
  path: '/v1/views/{id}/count',
  summary: 'Count the records of a view, up to 10,000',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The count.', s.ViewCount), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const updateViewRoute = createRoute({
  ...base,
  operationId: 'updateView',
  method: 'patch',
  path: '/v1/views/{id}',
  summary: 'Change a view: one’s own, or a shared one as a manager',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.ViewPatch) },
  responses: {
    200: w.json('The view as it is now.', s.ChangedView),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const deleteViewRoute = createRoute({
  ...base,
  operationId: 'deleteView',
  method: 'delete',
  path: '/v1/views/{id}',
  summary: 'Delete a view that no embed key shows; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted view.', s.ChangedView), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const restoreViewRoute = createRoute({
  ...base,
  operationId: 'restoreView',
  method: 'post',
  path: '/v1/views/{id}/restore',
  summary: 'Bring a deleted view back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored view.', s.View), ...w.commonProblems, ...w.notFound },
});
