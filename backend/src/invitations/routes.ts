// Describes the endpoints of invitations; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { Belonging } from '../organizations/schema.ts';
import * as s from './schema.ts';

const base = { tags: ['Members'], security: w.security };
const mailed = {
  ...w.commonProblems,
  409: w.problem('`already_member`, `already_invited`, or a sandbox: `sandbox_follows`.'),
  429: w.problem('Too many requests, or mails to this address: `too_many_requests`, with `Retry-After`.'),
  503: w.problem('The invitation stands, but its mail could not be sent: `mail_not_sent`.'),
};
const accepted = w.problem('It is accepted already: `invitation_over`.');
const unknown = w.problem('Unknown, revoked, or a newer mail took its place: `invitation_unknown`.');

export const createInvitationRoute = createRoute({
  ...base,
  operationId: 'createInvitation',
  method: 'post',
  path: '/v1/invitations',
  summary: 'Invite somebody by mail',
  description: 'The mail holds a link that works once, for seven days. Only owners invite owners.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewInvitation) },
  responses: { 201: w.json('Invited, and the mail is sent.', s.Invitation), ...mailed, ...w.bodyProblems },
});

export const listInvitationsRoute = createRoute({
  ...base,
  operationId: 'listInvitations',
  method: 'get',
  path: '/v1/invitations',
  summary: 'List invitations that are neither accepted nor revoked, the newest first',
  request: { headers: w.OrganizationHeader, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Invitation)), ...w.commonProblems },
});

export const resendInvitationRoute = createRoute({
  ...base,
  operationId: 'resendInvitation',
  method: 'post',
  path: '/v1/invitations/{id}/resend',
  summary: 'Send the mail again, with a new link for another seven days',
  description: 'The link of the mail before stops working.',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The invitation.', s.Invitation), ...mailed, ...w.notFound, 410: accepted },
});

export const revokeInvitationRoute = createRoute({
  ...base,
  operationId: 'revokeInvitation',
  method: 'delete',
  path: '/v1/invitations/{id}',
  summary: 'Revoke an invitation at once',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('The revoked invitation.', s.Invitation),
    ...w.commonProblems,
    ...w.notFound,
    410: accepted,
  },
});

export const readInvitationRoute = createRoute({
  tags: ['Members'],
  operationId: 'readInvitation',
  method: 'post',
  path: '/v1/invitations/read',
  summary: 'Tell the holder of a link what it invites to',
  description: 'Needs no credential: the token is one. It goes in the body, so that no log of addresses keeps it.',
  request: { body: w.jsonBody(s.InvitationToken) },
  responses: {
    200: w.json('The invitation.', s.InvitationPreview),
    400: w.commonProblems[400],
    404: unknown,
    422: w.commonProblems[422],
    429: w.commonProblems[429],
    ...w.bodyProblems,
  },
});

export const acceptInvitationRoute = createRoute({
  ...base,
  operationId: 'acceptInvitation',
  method: 'post',
  path: '/v1/invitations/accept',
  summary: 'Join the organization that one was invited to',
  description:
    'For the person whose confirmed address was invited. Doing it again changes nothing, with or without an Idempotency-Key.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.InvitationToken) },
  responses: {
    200: w.json('The organization, and the role in it.', Belonging),
    ...w.commonProblems,
    403: w.problem('For another address, or not confirmed: `invitation_for_other`, `email_unconfirmed`, `forbidden`.'),
    404: unknown,
    410: w.problem('Used already, or its time is over: `invitation_over`.'),
    ...w.bodyProblems,
  },
});
