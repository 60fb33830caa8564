// Describes the endpoints of API keys; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['API keys'], security: w.security };
const created = { 201: w.json('Created. The secret is shown this once.', s.CreatedApiKey) };

export const createApiKeyRoute = createRoute({
  ...base,
  operationId: 'createApiKey',
  method: 'post',
  path: '/v1/api-keys',
  summary: 'Create an API key for a server',
  description: 'Send it as `Authorization: Bearer sk_live_…`. Only its SHA-256 is kept.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewApiKey) },
  responses: { ...created, ...w.commonProblems, ...w.bodyProblems },
});

export const listApiKeysRoute = createRoute({
  ...base,
  operationId: 'listApiKeys',
  method: 'get',
  path: '/v1/api-keys',
  summary: 'List API keys, the newest first, those of the sandbox and revoked ones included',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.ApiKey)), ...w.commonProblems },
});

export const listKeyPermissionsRoute = createRoute({
  ...base,
  operationId: 'listKeyPermissions',
  method: 'get',
  path: '/v1/api-keys/permissions',
  summary: 'List what the caller may give an API key',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The permissions.', z.object({ permissions: z.array(z.string()) })), ...w.commonProblems },
});

export const changeApiKeyRoute = createRoute({
  ...base,
  operationId: 'changeApiKey',
  method: 'patch',
  path: '/v1/api-keys/{id}',
  summary: 'Change the name, the addresses or the rate limit of an API key',
  description: 'Addresses and limits take hold within a minute.',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.ApiKeyChange) },
  responses: {
    200: w.json('The key.', s.ApiKey),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const rotateApiKeyRoute = createRoute({
  ...base,
  operationId: 'rotateApiKey',
  method: 'post',
  path: '/v1/api-keys/{id}/rotate',
  summary: 'Make a key that takes the place of another, which goes on for 24 hours',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { ...created, ...w.commonProblems, ...w.notFound, 409: w.problem('The key is revoked or over.') },
});

export const revokeApiKeyRoute = createRoute({
  ...base,
  operationId: 'revokeApiKey',
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'Revoke an API key at once',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The revoked key.', s.ApiKey), ...w.commonProblems, ...w.notFound },
});
