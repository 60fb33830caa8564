// Describes the endpoints of the two lists of whose messages are not logged; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Privacy'], security: w.security };
const listed = {
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.UnloggedAddress)), ...w.commonProblems },
};
const adding = {
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewUnloggedAddress) },
  responses: {
    200: w.json('It was on the list before.', s.ChangedUnlogged),
    201: w.json('Added.', s.ChangedUnlogged),
    ...w.commonProblems,
    ...w.bodyProblems,
  },
};
const removing = {
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('What was removed.', s.ChangedUnlogged), ...w.commonProblems, ...w.notFound },
};

export const listNeverLogRoute = createRoute({
  ...base,
  ...listed,
  operationId: 'listNeverLog',
  method: 'get',
  path: '/v1/never-log',
  summary: 'List whose messages the caller never logs',
});
export const addNeverLogRoute = createRoute({
  ...base,
  ...adding,
  operationId: 'addNeverLog',
  method: 'post',
  path: '/v1/never-log',
  summary: 'Never log messages with an address or a domain; nobody else sees this list',
});
export const removeNeverLogRoute = createRoute({
  ...base,
  ...removing,
  operationId: 'removeNeverLog',
  method: 'delete',
  path: '/v1/never-log/{id}',
  summary: 'Let messages with an address or a domain be logged again',
});

export const listProtectedRecipientsRoute = createRoute({
  ...base,
  ...listed,
  operationId: 'listProtectedRecipients',
  method: 'get',
  path: '/v1/protected-recipients',
  summary: 'List whose messages nobody in the organization logs',
});
export const addProtectedRecipientRoute = createRoute({
  ...base,
  ...adding,
  operationId: 'addProtectedRecipient',
  method: 'post',
  path: '/v1/protected-recipients',
  summary: 'Let nobody log messages with an address or a domain',
});
export const removeProtectedRecipientRoute = createRoute({
  ...base,
  ...removing,
  operationId: 'removeProtectedRecipient',
  method: 'delete',
  path: '/v1/protected-recipients/{id}',
  summary: 'Let messages with an address or a domain be logged again',
});
