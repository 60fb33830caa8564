// Describes the endpoints of custom fields; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Custom fields'], security: w.security };
const list = w.pageOf(s.CustomField);

export const listCustomFieldsRoute = createRoute({
  ...base,
  operationId: 'listCustomFields',
  method: 'get',
  path: '/v1/custom-fields',
  summary: 'List the organization’s own fields in their order, all at once',
  request: {
    headers: w.OrganizationHeader,
    query: z.object({
      recordType: s.RecordType.optional(),
      archived: z.enum(['true', 'false']).default('false').openapi({ description: '`true` lists archived ones only.' }),
    }),
  },
  responses: { 200: w.json('The fields.', list), ...w.commonProblems },
});

export const createCustomFieldRoute = createRoute({
  ...base,
  operationId: 'createCustomField',
  method: 'post',
  path: '/v1/custom-fields',
  summary: 'Add a field to contacts, companies or deals',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewCustomField) },
  responses: { 201: w.json('Created.', s.ChangedCustomField), ...w.commonProblems, ...w.bodyProblems },
});

export const orderCustomFieldsRoute = createRoute({
  ...base,
  operationId: 'orderCustomFields',
  method: 'post',
  path: '/v1/custom-fields/order',
  summary: 'Put the fields of a record type in order',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.FieldOrder) },
  responses: { 200: w.json('The fields in their new order.', list), ...w.commonProblems, ...w.bodyProblems },
});

export const getCustomFieldRoute = createRoute({
  ...base,
  operationId: 'getCustomField',
  method: 'get',
  path: '/v1/custom-fields/{id}',
  summary: 'Read one field',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The field; `ETag` holds its version.', s.CustomField), ...w.commonProblems, ...w.notFound },
});

const update = { ...w.commonProblems, ...w.bodyProblems, ...w.notFound, ...w.conflict, ...w.versionProblems };

export const updateCustomFieldRoute = createRoute({
  ...base,
  operationId: 'updateCustomField',
  method: 'patch',
  path: '/v1/custom-fields/{id}',
  summary: 'Rename a field, change its options or whether it must have a value',
  description: 'Taking away an option that records use answers `would_lose` with how many, unless confirmed.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.CustomFieldPatch) },
  responses: { 200: w.json('The field as it is now.', s.ChangedCustomField), ...update },
});

export const changeFieldTypeRoute = createRoute({
  ...base,
  operationId: 'changeFieldType',
  method: 'post',
  path: '/v1/custom-fields/{id}/type',
  summary: 'Give a field another type, or see what that would lose',
  description: 'Values are converted. When some would lose something: `would_lose` with how many, unless confirmed.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.TypeChange) },
  responses: { 200: w.json('What became, or would become, of the values.', s.TypeChanged), ...update },
});

export const archiveCustomFieldRoute = createRoute({
  ...base,
  operationId: 'archiveCustomField',
  method: 'delete',
  path: '/v1/custom-fields/{id}',
  summary: 'Archive a field; its values stay and it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The archived field.', s.ChangedCustomField), ...w.commonProblems, ...w.notFound },
});

export const restoreCustomFieldRoute = createRoute({
  ...base,
  operationId: 'restoreCustomField',
  method: 'post',
  path: '/v1/custom-fields/{id}/restore',
  summary: 'Bring an archived field back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored field.', s.CustomField), ...w.commonProblems, ...w.notFound },
});
