// Describes the endpoint of the outbox; handlers.ts binds it to its verb.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const listOutboxRoute = createRoute({
  tags: ['Account'],
  security: w.security,
  operationId: 'listOutbox',
  method: 'get',
  path: '/v1/outbox',
  summary: 'Mails that an install without a mail server kept, for the owner at the machine itself',
  description:
    'Mails hold links and codes that open accounts. So they are shown only to an owner of the install’s first organization, in a request that comes from the machine that Kith runs on, to `localhost`, through no proxy. Everybody else is refused.',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: {
    200: w.json(
      'One page, the latest first.',
      z.object({
        items: z.array(s.OutboxMail),
        nextCursor: z.string().nullable(),
        sent: z.boolean().openapi({ description: 'A mail server is set: new mails go there, not here.' }),
      }),
    ),
    ...w.commonProblems,
  },
});
