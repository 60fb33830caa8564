// Describes the endpoint of search; handlers.ts binds it to its verb.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const searchRoute = createRoute({
  tags: ['Search'],
  security: w.security,
  operationId: 'search',
  method: 'get',
  path: '/v1/search',
  summary: 'Find people, companies, deals, notes and messages',
  description:
    'Forgives accents, case and slips of spelling. Looks only at what the caller may read: kinds without permission are left out.',
  request: { headers: w.OrganizationHeader, query: s.SearchQuery },
  responses: { 200: w.json('Hits by kind.', s.SearchAnswer), ...w.commonProblems },
});
