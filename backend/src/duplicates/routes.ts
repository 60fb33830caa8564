// Describes the endpoints of duplicates; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Duplicates'], security: w.security };

export const listDuplicatesRoute = createRoute({
  ...base,
  operationId: 'listDuplicates',
  method: 'get',
  path: '/v1/duplicates',
  summary: 'List pairs of records that are probably the same, with the reasons',
  description: 'Goes by what the contact match goes by. Pairs that somebody dismissed are not there.',
  request: { headers: w.OrganizationHeader, query: s.DuplicateQuery },
  responses: { 200: w.json('One page, by what the two share.', w.pageOf(s.Duplicate)), ...w.commonProblems },
});

export const listDismissedRoute = createRoute({
  ...base,
  operationId: 'listDismissedDuplicates',
  method: 'get',
  path: '/v1/duplicates/dismissed',
  summary: 'List the pairs that somebody dismissed, the latest first',
  request: { headers: w.OrganizationHeader, query: s.DuplicateQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.DismissedPair)), ...w.commonProblems },
});

export const dismissDuplicateRoute = createRoute({
  ...base,
  operationId: 'dismissDuplicate',
  method: 'post',
  path: '/v1/duplicates/dismiss',
  summary: 'Say that two records are not the same, so that they are not suggested any more',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.PairRequest) },
  responses: {
    200: w.json('Kept; `undoToken` is null when somebody had said so before.', s.Dismissed),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    409: w.problem('One of the two was deleted: `record_deleted`.'),
    410: w.merged,
  },
});

export const restoreDuplicateRoute = createRoute({
  ...base,
  operationId: 'restoreDuplicate',
  method: 'post',
  path: '/v1/duplicates/restore',
  summary: 'Let a dismissed pair be suggested again',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.PairRequest) },
  responses: { 200: w.json('Done.', s.RestoredPair), ...w.commonProblems, ...w.bodyProblems },
});
