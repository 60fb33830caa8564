// Describes the endpoints of merging; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { Undone } from '../undo/schema.ts';
import * as s from './schema.ts';

const base = { tags: ['Merge'], security: w.security };
const refusals = {
  ...w.commonProblems,
  ...w.bodyProblems,
  ...w.notFound,
  409: w.problem('One of the two was deleted: `record_deleted`.'),
  410: w.merged,
};

export const mergeContactsRoute = createRoute({
  ...base,
  operationId: 'mergeContacts',
  method: 'post',
  path: '/v1/contacts/merge',
  summary: 'Merge a contact into another, or preview it',
  description:
    'Contact points, messages, deals, tasks, notes, employments and relations move to the winner. The loser’s id goes on answering with where it went. Can be undone for 30 days.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.MergeRequest) },
  responses: { 200: w.json('Merged, or what would be.', s.MergedContact), ...refusals },
});

export const mergeManyRoute = createRoute({
  ...base,
  operationId: 'mergeManyContacts',
  method: 'post',
  path: '/v1/contacts/merge-many',
  summary: 'Merge up to 100 pairs of contacts, each on its own',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.MergeManyRequest) },
  responses: { 200: w.json('One outcome per pair, in order.', s.MergedMany), ...w.commonProblems, ...w.bodyProblems },
});

export const mergeCompaniesRoute = createRoute({
  ...base,
  operationId: 'mergeCompanies',
  method: 'post',
  path: '/v1/companies/merge',
  summary: 'Merge a company into another, or preview it',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.MergeRequest) },
  responses: { 200: w.json('Merged, or what would be.', s.MergedCompany), ...refusals },
});

export const mergeManyCompaniesRoute = createRoute({
  ...base,
  operationId: 'mergeManyCompanies',
  method: 'post',
  path: '/v1/companies/merge-many',
  summary: 'Merge up to 100 pairs of companies, each on its own',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.MergeManyRequest) },
  responses: { 200: w.json('One outcome per pair, in order.', s.MergedMany), ...w.commonProblems, ...w.bodyProblems },
});

export const listMergesRoute = createRoute({
  ...base,
  operationId: 'listMerges',
  method: 'get',
  path: '/v1/merges',
  summary: 'List merges, the latest first',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Merge)), ...w.commonProblems },
});

export const undoMergeRoute = createRoute({
  ...base,
  operationId: 'undoMerge',
  method: 'post',
  path: '/v1/merges/{id}/undo',
  summary: 'Undo a merge, whoever made it, for 30 days',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('Both records stand as before.', Undone),
    ...w.commonProblems,
    ...w.notFound,
    409: w.problem('Undone before: `undo_used`. Somebody changed the same since: `undo_conflict`.'),
    410: w.problem('It is too late: `undo_expired`.'),
  },
});
