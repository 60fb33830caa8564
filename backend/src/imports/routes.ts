// Describes the import endpoints; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { ImportMapping } from './mapping.ts';
import * as s from './schema.ts';

const base = { tags: ['Imports'], security: w.security };
const file = { schema: z.string().openapi({ format: 'binary' }) };

export const createImportRoute = createRoute({
  ...base,
  operationId: 'createImport',
  method: 'post',
  path: '/v1/imports',
  summary: 'Upload a CSV or vCard file to import',
  description:
    'The body is the file itself. Nothing is imported yet: the answer says how the file was read, where it comes from and what its columns seem to mean.',
  request: {
    headers: w.WriteHeaders,
    query: s.UploadQuery,
    body: { required: true, content: { 'text/csv': file, 'text/vcard': file, 'application/octet-stream': file } },
  },
  responses: {
    201: w.json('Uploaded.', s.Import),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const getImportOptionsRoute = createRoute({
  ...base,
  operationId: 'getImportOptions',
  method: 'get',
  path: '/v1/import-options',
  summary: 'Read what can be imported: the largest file, and the fields of each kind',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The options.', s.ImportOptions), ...w.commonProblems },
});

export const listImportsRoute = createRoute({
  ...base,
  operationId: 'listImports',
  method: 'get',
  path: '/v1/imports',
  summary: 'List imports, the newest first',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Import)), ...w.commonProblems },
});

export const getImportRoute = createRoute({
  ...base,
  operationId: 'getImport',
  method: 'get',
  path: '/v1/imports/{id}',
  summary: 'Read one import, with how far it is',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The import.', s.Import), ...w.commonProblems, ...w.notFound },
});

const step = {
  headers: w.WriteHeaders,
  params: w.IdParam,
};
const stepProblems = { ...w.commonProblems, ...w.notFound, ...w.conflict };

export const setImportMappingRoute = createRoute({
  ...base,
  operationId: 'setImportMapping',
  method: 'put',
  path: '/v1/imports/{id}/mapping',
  summary: 'Say what the columns mean, and begin to work out what would happen to each row',
  request: { ...step, body: w.jsonBody(ImportMapping) },
  responses: { 200: w.json('The import, planning.', s.Import), ...stepProblems, ...w.bodyProblems },
});

export const listImportRowsRoute = createRoute({
  ...base,
  operationId: 'listImportRows',
  method: 'get',
  path: '/v1/imports/{id}/preview',
  summary: 'List the rows with what happens to each, before and after the run',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: s.RowQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.ImportRow)), ...w.commonProblems, ...w.notFound },
});

export const runImportRoute = createRoute({
  ...base,
  operationId: 'runImport',
  method: 'post',
  path: '/v1/imports/{id}/run',
  summary: 'Begin to import, or go on with an import that was cancelled',
  request: step,
  responses: { 200: w.json('The import, running.', s.Import), ...stepProblems },
});

export const saveRejectedRowsRoute = createRoute({
  ...base,
  operationId: 'saveRejectedRows',
  method: 'get',
  path: '/v1/imports/{id}/rejected.csv',
  summary: 'Save the invalid rows as CSV, each with the reason',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: {
    200: {
      description: 'The rows, with their number and the reason behind their own cells.',
      content: { 'text/csv': { schema: z.string() } },
    },
    ...w.commonProblems,
    ...w.notFound,
  },
});

export const undoImportRoute = createRoute({
  ...base,
  operationId: 'undoImport',
  method: 'post',
  path: '/v1/imports/{id}/undo',
  summary: 'Begin to undo a whole import',
  description:
    'What the import created is deleted and what it changed gets its old values back, unless somebody changed or used it since: that is left alone and listed.',
  request: step,
  responses: { 200: w.json('The import, undoing.', s.Import), ...stepProblems },
});

export const listLeftRecordsRoute = createRoute({
  ...base,
  operationId: 'listLeftRecords',
  method: 'get',
  path: '/v1/imports/{id}/left',
  summary: 'List what an undo left alone, and why',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.LeftRecord)), ...w.commonProblems, ...w.notFound },
});
