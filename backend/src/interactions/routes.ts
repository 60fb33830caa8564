// Describes the interaction endpoints; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Interactions'], security: w.security };

export const logInteractionRoute = createRoute({
  ...base,
  operationId: 'logInteraction',
  method: 'post',
  path: '/v1/interactions',
  summary: 'Log one message, once however often it is sent',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewInteraction) },
  responses: {
    200: w.json('It was logged before.', s.LoggedOne),
    201: w.json('Logged.', s.LoggedOne),
    ...w.commonProblems,
    403: w.problem('Not allowed: `forbidden`; or a list forbids this message, which `list` names: `never_logged`.'),
    ...w.bodyProblems,
    ...w.notFound,
  },
});

export const logInteractionsRoute = createRoute({
  ...base,
  operationId: 'logInteractions',
  method: 'post',
  path: '/v1/interactions/batch',
  summary: 'Log up to 200 messages in one transaction',
  description: 'A message that a list forbids is answered with `refused`; the others are logged.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.LogBatch) },
  responses: {
    200: w.json('One answer per item, in order.', s.LoggedBatch),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
  },
});

export const listInteractionsRoute = createRoute({
  ...base,
  operationId: 'listInteractions',
  method: 'get',
  path: '/v1/contacts/{id}/interactions',
  summary: 'List interactions with a contact, newest first',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Interaction)), ...w.commonProblems, ...w.notFound },
});

export const forgetInteractionRoute = createRoute({
  ...base,
  operationId: 'forgetInteraction',
  method: 'delete',
  path: '/v1/interactions/{id}',
  summary: 'Forget a logged interaction, text included; logging it again brings it back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 204: { description: 'Forgotten.' }, ...w.commonProblems, ...w.notFound },
});
