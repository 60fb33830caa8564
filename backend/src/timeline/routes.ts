// Describes the timelines of contacts, companies and deals; handlers.ts binds them to their verb.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { TimelineItem, TimelineKind } from './schema.ts';

const Kinds = z
  .string()
  .max(100)
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(TimelineKind).min(1))
  .openapi({
    type: 'string',
    description: 'Kinds to show, with commas between: `interaction,note,task,stage,change`. Left out: all.',
  });

const base = {
  tags: ['Timeline'],
  security: w.security,
  request: {
    headers: w.OrganizationHeader,
    params: w.IdParam,
    query: w.PageQuery.extend({ kinds: Kinds.optional() }),
  },
  responses: { 200: w.json('One page.', w.pageOf(TimelineItem)), ...w.commonProblems, ...w.notFound },
};

export const contactTimelineRoute = createRoute({
  ...base,
  operationId: 'listContactTimeline',
  method: 'get',
  path: '/v1/contacts/{id}/timeline',
  summary: 'List everything that happened with a contact, newest first',
});

export const companyTimelineRoute = createRoute({
  ...base,
  operationId: 'listCompanyTimeline',
  method: 'get',
  path: '/v1/companies/{id}/timeline',
  summary: 'List everything that happened with a company, its people and its deals, newest first',
});

export const dealTimelineRoute = createRoute({
  ...base,
  operationId: 'listDealTimeline',
  method: 'get',
  path: '/v1/deals/{id}/timeline',
  summary: 'List everything that happened with a deal and its contacts, newest first',
});
