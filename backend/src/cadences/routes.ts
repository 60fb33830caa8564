// Describes the endpoints of keeping in touch; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Contacts'], security: w.security, path: '/v1/contacts/{id}/cadence' };

export const getCadenceRoute = createRoute({
  ...base,
  operationId: 'getCadence',
  method: 'get',
  summary: 'Read how often to be in touch with a contact',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The cadence.', s.CadenceAnswer), ...w.commonProblems, ...w.notFound },
});

export const setCadenceRoute = createRoute({
  ...base,
  operationId: 'setCadence',
  method: 'put',
  summary: 'Set how often to be in touch; an interaction begins the time anew',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.NewCadence) },
  responses: {
    200: w.json('The cadence.', s.ChangedCadence),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const clearCadenceRoute = createRoute({
  ...base,
  operationId: 'clearCadence',
  method: 'delete',
  summary: 'End keeping in touch',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('No cadence.', s.ChangedCadence), ...w.commonProblems, ...w.notFound },
});
