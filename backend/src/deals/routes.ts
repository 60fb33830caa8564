// Describes the endpoints of deals; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { StageKind } from '../pipelines/schema.ts';
import { BulkEdited, BulkJobStarted, BulkRecordEdit, BulkRecordJobEdit } from '../records/bulk/bulk-schema.ts';
import { FieldSort, fieldSortWords, SortedCursor } from '../records/field-sort.ts';
import * as s from './schema.ts';

const base = { tags: ['Deals'], security: w.security };

export const createDealRoute = createRoute({
  ...base,
  operationId: 'createDeal',
  method: 'post',
  path: '/v1/deals',
  summary: 'Create a deal at the top of its stage',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewDeal) },
  responses: {
    201: w.json('Created.', s.ChangedDeal),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listDealsRoute = createRoute({
  ...base,
  operationId: 'listDeals',
  method: 'get',
  path: '/v1/deals',
  summary: 'List deals, the newest first, by an own field, or one stage in the order of its board',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      search: z.string().trim().max(200).optional().openapi({ description: 'Words of the name.' }),
      pipelineId: w.Id.optional(),
      stageId: w.Id.optional(),
      ownerId: w.Id.optional(),
      companyId: w.Id.optional(),
      contactId: w.Id.optional(),
      stageKind: StageKind.optional().openapi({ description: 'Deals in stages of this kind only: `open`.' }),
      cursor: SortedCursor,
      sort: z
        .union([z.enum(['newest', 'rank']), FieldSort])
        .default('newest')
        .openapi({ description: `\`rank\` needs \`stageId\`. ${fieldSortWords}` }),
      deleted: z.enum(['true', 'false']).default('false').openapi({ description: 'True lists deleted deals only.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.DealListItem)), ...w.commonProblems },
});

export const editDealsRoute = createRoute({
  ...base,
  operationId: 'editDeals',
  method: 'post',
  path: '/v1/deals/bulk',
  summary: 'Change or delete up to 1,000 deals at once',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkRecordEdit) },
  responses: { 200: w.json('How many were changed.', BulkEdited), ...w.commonProblems, ...w.bodyProblems },
});

export const editDealsInJobRoute = createRoute({
  ...base,
  operationId: 'editDealsInJob',
  method: 'post',
  path: '/v1/deals/bulk-job',
  summary: 'Change or delete up to 20,000 deals in a job, which goes on by itself',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkRecordJobEdit) },
  responses: { 200: w.json('The job has begun.', BulkJobStarted), ...w.commonProblems, ...w.bodyProblems },
});

export const getDealRoute = createRoute({
  ...base,
  operationId: 'getDeal',
  method: 'get',
  path: '/v1/deals/{id}',
  summary: 'Read one deal',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The deal; `ETag` holds its version.', s.Deal), ...w.commonProblems, ...w.notFound },
});

export const listStageChangesRoute = createRoute({
  ...base,
  operationId: 'listStageChanges',
  method: 'get',
  path: '/v1/deals/{id}/stage-changes',
  summary: 'List the stages that a deal went through, the latest first',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.StageChange)), ...w.commonProblems, ...w.notFound },
});

export const updateDealRoute = createRoute({
  ...base,
  operationId: 'updateDeal',
  method: 'patch',
  path: '/v1/deals/{id}',
  summary: 'Change fields of a deal',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.DealPatch) },
  responses: {
    200: w.json('The deal as it is now.', s.ChangedDeal),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const moveDealRoute = createRoute({
  ...base,
  operationId: 'moveDeal',
  method: 'post',
  path: '/v1/deals/{id}/move',
  summary: 'Move a deal to a stage and a place in it',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.DealMove) },
  responses: {
    200: w.json('The deal where it stands now.', s.ChangedDeal),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const deleteDealRoute = createRoute({
  ...base,
  operationId: 'deleteDeal',
  method: 'delete',
  path: '/v1/deals/{id}',
  summary: 'Delete a deal; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted deal.', s.ChangedDeal), ...w.commonProblems, ...w.notFound },
});

export const restoreDealRoute = createRoute({
  ...base,
  operationId: 'restoreDeal',
  method: 'post',
  path: '/v1/deals/{id}/restore',
  summary: 'Bring a deleted deal back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('The restored deal.', s.Deal),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});
