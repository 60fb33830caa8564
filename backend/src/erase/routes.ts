// Describes the endpoint that erases a person; handlers.ts binds it to its verb.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const eraseContactRoute = createRoute({
  tags: ['Contacts'],
  security: w.security,
  operationId: 'eraseContact',
  method: 'post',
  path: '/v1/contacts/{id}/erase',
  summary: 'Erase a person for good: all that is known of them, everywhere',
  description:
    'A person’s right. Names, contact points, notes, messages, own fields, relations and what the audit log held go at once and cannot be brought back; counts stay. Deals and companies keep their own texts.',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.EraseRequest) },
  responses: {
    200: w.json('Erased.', s.Erased),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});
