// Describes the endpoints of how long an organization keeps what it has; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Privacy'], security: w.security, path: '/v1/privacy' };

export const getPrivacyRoute = createRoute({
  ...base,
  operationId: 'getPrivacy',
  method: 'get',
  summary: 'Read how long the organization keeps what it has',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('As it is set; `ETag` holds its version.', s.Privacy), ...w.commonProblems },
});

export const setPrivacyRoute = createRoute({
  ...base,
  operationId: 'setPrivacy',
  method: 'patch',
  summary: 'Say how long the organization keeps what it has, or count what would go',
  request: { headers: w.UpdateHeaders, body: w.jsonBody(s.PrivacyPatch) },
  responses: {
    200: w.json('As it is set now, or would be, and how much goes.', s.ChangedPrivacy),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.versionProblems,
  },
});
