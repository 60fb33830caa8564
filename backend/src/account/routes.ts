// Describes the endpoints of a person's own sessions; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Account'], security: w.security };

export const listSessionsRoute = createRoute({
  ...base,
  operationId: 'listSessions',
  method: 'get',
  path: '/v1/account/sessions',
  summary: 'Where you are signed in, the session last used first',
  request: { headers: w.OrganizationHeader },
  responses: {
    200: w.json('All of them.', z.object({ items: z.array(s.AccountSession) })),
    ...w.commonProblems,
  },
});

export const endSessionRoute = createRoute({
  ...base,
  operationId: 'endSession',
  method: 'delete',
  path: '/v1/account/sessions/{id}',
  summary: 'Sign out on one device; what it holds in hand works until it expires, within the hour',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 204: { description: 'It has ended.' }, ...w.commonProblems, ...w.notFound },
});

export const endOtherSessionsRoute = createRoute({
  ...base,
  operationId: 'endOtherSessions',
  method: 'delete',
  path: '/v1/account/sessions',
  summary: 'Sign out everywhere but here',
  request: { headers: w.WriteHeaders },
  responses: { 204: { description: 'They have ended.' }, ...w.commonProblems },
});
