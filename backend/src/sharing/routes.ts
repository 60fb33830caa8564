// Describes the endpoints of sharing one's messages; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { RecordParam } from '../records/record-ref.ts';
import * as s from './schema.ts';

const base = { tags: ['Privacy'], security: w.security };

export const getMailSharingRoute = createRoute({
  ...base,
  operationId: 'getMailSharing',
  method: 'get',
  path: '/v1/mail-sharing',
  summary: 'Read what colleagues see of the messages that the caller logs',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('The level.', s.MailSharing), ...w.commonProblems },
});

export const setMailSharingRoute = createRoute({
  ...base,
  operationId: 'setMailSharing',
  method: 'put',
  path: '/v1/mail-sharing',
  summary: 'Set what colleagues see of the messages that the caller logs, from now on or also of those before',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewMailSharing) },
  responses: { 200: w.json('The level.', s.ChangedMailSharing), ...w.commonProblems, ...w.bodyProblems, ...w.conflict },
});

export const listColleagueLevelsRoute = createRoute({
  ...base,
  operationId: 'listColleagueLevels',
  method: 'get',
  path: '/v1/mail-sharing/colleagues',
  summary: 'List what each colleague shows of the messages that they log from now on, by name',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.ColleagueLevel)), ...w.commonProblems },
});

export const listMailGrantsRoute = createRoute({
  ...base,
  operationId: 'listMailGrants',
  method: 'get',
  path: '/v1/mail-grants',
  summary: 'List with whom the caller shares messages, or who shares theirs with the caller, the newest first',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      record: RecordParam.optional(),
      given: z.enum(['by_me', 'to_me']).default('by_me').openapi({ description: 'To the caller: or to their teams.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.MailGrant)), ...w.commonProblems },
});

export const createMailGrantRoute = createRoute({
  ...base,
  operationId: 'createMailGrant',
  method: 'post',
  path: '/v1/mail-grants',
  summary: 'Share the caller’s messages of one record with a colleague or a team; again renews it',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewMailGrant) },
  responses: {
    200: w.json('It was shared with them before: renewed.', s.ChangedMailGrant),
    201: w.json('Shared.', s.ChangedMailGrant),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const revokeMailGrantRoute = createRoute({
  ...base,
  operationId: 'revokeMailGrant',
  method: 'delete',
  path: '/v1/mail-grants/{id}',
  summary: 'Share messages no more',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('What was shared.', s.ChangedMailGrant), ...w.commonProblems, ...w.notFound },
});

const answering = {
  ...base,
  path: '/v1/mail-grants/{id}/decline' as const,
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('What was shared.', s.MailGrant), ...w.commonProblems, ...w.notFound },
};

export const declineMailGrantRoute = createRoute({
  ...answering,
  operationId: 'declineMailGrant',
  method: 'post',
  summary: 'Decline messages that somebody shares with the caller, or with a team of theirs, for the caller alone',
});

export const acceptMailGrantRoute = createRoute({
  ...answering,
  operationId: 'acceptMailGrant',
  method: 'delete',
  summary: 'See messages after all that the caller has declined',
});
