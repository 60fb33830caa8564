// Describes who-am-I and discovery; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const meRoute = createRoute({
  tags: ['Account'],
  security: w.security,
  operationId: 'getMe',
  method: 'get',
  path: '/v1/me',
  summary: 'Who the caller is and what they may do',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The caller.', s.Me), ...w.commonProblems },
});

export const getSignInPolicyRoute = createRoute({
  tags: ['Account'],
  security: w.security,
  operationId: 'getSignInPolicy',
  method: 'get',
  path: '/v1/organization/sign-in-policy',
  summary: 'What the organization asks of people who sign in',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The policy.', s.SignInPolicy), ...w.commonProblems },
});

export const setSignInPolicyRoute = createRoute({
  tags: ['Account'],
  security: w.security,
  operationId: 'setSignInPolicy',
  method: 'put',
  path: '/v1/organization/sign-in-policy',
  summary: 'Ask a second factor of everybody, or no longer; owners only, and only with a second factor of their own',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.SignInPolicy) },
  responses: { 200: w.json('The policy as it is now.', s.SignInPolicy), ...w.commonProblems, ...w.bodyProblems },
});

const base = { tags: ['Account'], security: w.security };

export const getOrganizationRoute = createRoute({
  ...base,
  operationId: 'getOrganization',
  method: 'get',
  path: '/v1/organization',
  summary: 'The organization that the request acts in',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The organization.', s.Organization), ...w.commonProblems },
});

export const updateOrganizationRoute = createRoute({
  ...base,
  operationId: 'updateOrganization',
  method: 'patch',
  path: '/v1/organization',
  summary: 'Rename the organization',
  request: { headers: w.UpdateHeaders, body: w.jsonBody(s.OrganizationChange) },
  responses: {
    200: w.json('The organization.', s.Organization),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.versionProblems,
  },
});

export const wellKnownRoute = createRoute({
  tags: ['Install'],
  operationId: 'getInstall',
  method: 'get',
  path: '/.well-known/kith.json',
  summary: 'Where this install answers',
  responses: { 200: w.json('The install.', s.WellKnown) },
});

const Health = z.object({ status: z.enum(['ok', 'unavailable']), checks: z.record(z.string(), z.string()).optional() });

export const liveRoute = createRoute({
  tags: ['Install'],
  operationId: 'getLive',
  method: 'get',
  path: '/health/live',
  summary: 'The process answers',
  responses: { 200: w.json('Alive.', Health) },
});

export const readyRoute = createRoute({
  tags: ['Install'],
  operationId: 'getReady',
  method: 'get',
  path: '/health/ready',
  summary: 'The process and what it needs answer',
  responses: { 200: w.json('Ready.', Health), 503: w.json('Something it needs does not answer.', Health) },
});
