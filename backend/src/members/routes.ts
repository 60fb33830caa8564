// Describes the endpoint of members; handlers.ts binds it to its verb.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const listMembersRoute = createRoute({
  tags: ['Members'],
  security: w.security,
  operationId: 'listMembers',
  method: 'get',
  path: '/v1/members',
  summary: 'List the members of the organization by name',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Member)), ...w.commonProblems },
});
