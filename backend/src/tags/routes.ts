// Describes the endpoints of tags; handlers.ts binds them to verbs. Tags come into being when a record gets one.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Tags'], security: w.security };

export const listTagsRoute = createRoute({
  ...base,
  operationId: 'listTags',
  method: 'get',
  path: '/v1/tags',
  summary: 'List the organization’s tags by name, with how many records have each',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({ search: z.string().trim().max(60).optional() }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Tag)), ...w.commonProblems },
});

export const updateTagRoute = createRoute({
  ...base,
  operationId: 'updateTag',
  method: 'patch',
  path: '/v1/tags/{id}',
  summary: 'Rename or colour a tag, everywhere',
  description:
    'A name that another tag has is refused with `tag_taken` and the `tagId` of that one: merge them instead.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.TagPatch) },
  responses: {
    200: w.json('The tag as it is now.', s.ChangedTag),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const deleteTagRoute = createRoute({
  ...base,
  operationId: 'deleteTag',
  method: 'delete',
  path: '/v1/tags/{id}',
  summary: 'Take a tag from every record',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The tag as it was.', s.ChangedTag), ...w.commonProblems, ...w.notFound },
});

export const mergeTagRoute = createRoute({
  ...base,
  operationId: 'mergeTag',
  method: 'post',
  path: '/v1/tags/{id}/merge',
  summary: 'Put another tag in the place of this one, everywhere',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.TagMerge) },
  responses: {
    200: w.json('The other tag as it is now; this one is gone.', s.ChangedTag),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
  },
});
