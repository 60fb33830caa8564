// Describes the endpoints of exports that a job makes; handlers.ts binds them.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Export'], security: w.security };
const text = { schema: z.string() };

export const startExportRoute = createRoute({
  ...base,
  operationId: 'startExport',
  method: 'post',
  path: '/v1/exports',
  summary: 'Start to make a file of what the caller may read, which goes on when the page is closed',
  description:
    'A job writes it, as one moment shows the data and under the caller’s rights of that moment; it is kept for a day, for the caller alone. Erasing a person drops every file of the organization.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewExport) },
  responses: {
    200: w.json('The same file is being made already.', s.Export),
    201: w.json('Started.', s.Export),
    ...w.commonProblems,
    ...w.bodyProblems,
  },
});

export const listExportsRoute = createRoute({
  ...base,
  operationId: 'listExports',
  method: 'get',
  path: '/v1/exports',
  summary: 'List the files that the caller asked for, the newest first',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Export)), ...w.commonProblems },
});

export const getExportRoute = createRoute({
  ...base,
  operationId: 'getExport',
  method: 'get',
  path: '/v1/exports/{id}',
  summary: 'Read how far a file is',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The export; `ETag` holds its version.', s.Export), ...w.commonProblems, ...w.notFound },
});

export const downloadExportRoute = createRoute({
  ...base,
  operationId: 'downloadExport',
  method: 'get',
  path: '/v1/exports/{id}/file',
  summary: 'Download a file that was made',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: {
    200: {
      description: 'The file.',
      content: { 'text/csv': text, 'text/vcard': text, 'application/json': { schema: z.unknown() } },
    },
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
    503: w.problem('Other downloads are under way: `unavailable`.'),
  },
});

export const dropExportRoute = createRoute({
  ...base,
  operationId: 'dropExport',
  method: 'delete',
  path: '/v1/exports/{id}',
  summary: 'Drop a file before its time; one that is being made ends',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 204: { description: 'It is gone.' }, ...w.commonProblems, ...w.notFound },
});
