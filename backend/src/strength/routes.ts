// Describes the endpoint of strength; handlers.ts binds it to its verb.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const getContactStrengthRoute = createRoute({
  tags: ['Relations'],
  security: w.security,
  operationId: 'getContactStrength',
  method: 'get',
  path: '/v1/contacts/{id}/strength',
  summary: 'Read how well the organization knows a contact, and which teammate knows them best',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The strength at this moment.', s.ContactStrength), ...w.commonProblems, ...w.notFound },
});
