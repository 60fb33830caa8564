// Describes the embed key and embed session endpoints; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Embeds'], security: w.security };

export const createEmbedKeyRoute = createRoute({
  ...base,
  operationId: 'createEmbedKey',
  method: 'post',
  path: '/v1/embed-keys',
  summary: 'Create an embed key for pages on the named origins',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewEmbedKey) },
  responses: {
    201: w.json('Created.', s.CreatedEmbedKey),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listEmbedKeysRoute = createRoute({
  ...base,
  operationId: 'listEmbedKeys',
  method: 'get',
  path: '/v1/embed-keys',
  summary: 'List embed keys',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.EmbedKey)), ...w.commonProblems },
});

export const listEmbedWidgetsRoute = createRoute({
  ...base,
  operationId: 'listEmbedWidgets',
  method: 'get',
  path: '/v1/embed-keys/widgets',
  summary: 'List the widgets that pages with an embed key can show',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('All of them.', z.object({ items: z.array(s.EmbedWidget) })), ...w.commonProblems },
});

export const revokeEmbedKeyRoute = createRoute({
  ...base,
  operationId: 'revokeEmbedKey',
  method: 'delete',
  path: '/v1/embed-keys/{id}',
  summary: 'Revoke an embed key; its sessions end at once',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The revoked key.', s.EmbedKey), ...w.commonProblems, ...w.notFound },
});

export const createEmbedSessionRoute = createRoute({
  tags: ['Embeds'],
  operationId: 'createEmbedSession',
  method: 'post',
  path: '/v1/embed/sessions',
  summary: 'Trade an embed key for a token, from a page on an allowed origin',
  description: 'Called by the loader. The browser’s `Origin` header must be one of the key’s allowed origins.',
  request: { body: w.jsonBody(s.NewEmbedSession) },
  responses: {
    200: w.json('The session.', s.EmbedSession),
    400: w.commonProblems[400],
    401: w.problem(
      'A key that asks who looks, and no good answer: `identity_needed`, `identity_refused`, `embed_session_over`.',
    ),
    403: w.commonProblems[403],
    422: w.commonProblems[422],
    ...w.bodyProblems,
  },
});
