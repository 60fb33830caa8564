// Describes the contact endpoints; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { BulkEdit, BulkEdited, BulkJobEdit, BulkJobStarted } from '../records/bulk/bulk-schema.ts';
import { ContactListQuery } from './list-contacts.ts';
import * as s from './schema.ts';

const tags = ['Contacts'];
const base = { tags, security: w.security };

export const captureContactRoute = createRoute({
  ...base,
  operationId: 'captureContact',
  method: 'post',
  path: '/v1/contacts',
  summary: 'Create a contact, or match the one that has any of these contact points',
  description:
    'Matching is exact on normalised contact points. A match gains the new points and fills its empty fields; nothing is overwritten. `contact_deleted` names a deleted match to restore; `contact_ambiguous` names several matches. `sameAs` decides where only a name suggests.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewContact) },
  responses: {
    200: w.json('An existing contact matched.', s.Captured),
    201: w.json('Created.', s.Captured),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.conflict,
    ...w.missing,
  },
});

export const matchContactsRoute = createRoute({
  ...base,
  operationId: 'matchContacts',
  method: 'post',
  path: '/v1/contacts/match',
  summary: 'Find who up to 1,000 people are, without changing anything',
  description: 'A contact point decides; a name with its company or mail domain only suggests.',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.MatchRequest) },
  responses: {
    200: w.json('One match per candidate, in order.', z.object({ items: z.array(s.Match) })),
    ...w.commonProblems,
    ...w.bodyProblems,
  },
});

export const listContactsRoute = createRoute({
  ...base,
  operationId: 'listContacts',
  method: 'get',
  path: '/v1/contacts',
  summary: 'List contacts: the most recently active first, by name, or the newest first',
  request: { headers: w.OrganizationHeader, query: ContactListQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.ContactListItem)), ...w.commonProblems },
});

export const listCompanyContactsRoute = createRoute({
  ...base,
  operationId: 'listCompanyContacts',
  method: 'get',
  path: '/v1/companies/{id}/contacts',
  summary: 'List who works at a company, and then who did',
  request: { headers: w.OrganizationHeader, params: w.IdParam, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.CompanyContact)), ...w.commonProblems, ...w.notFound },
});

export const editContactsRoute = createRoute({
  ...base,
  operationId: 'editContacts',
  method: 'post',
  path: '/v1/contacts/bulk',
  summary: 'Change or delete up to 1,000 contacts at once',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkEdit) },
  responses: { 200: w.json('How many were changed.', BulkEdited), ...w.commonProblems, ...w.bodyProblems },
});

export const editContactsInJobRoute = createRoute({
  ...base,
  operationId: 'editContactsInJob',
  method: 'post',
  path: '/v1/contacts/bulk-job',
  summary: 'Change or delete up to 20,000 contacts in a job, which goes on by itself',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkJobEdit) },
  responses: { 200: w.json('The job has begun.', BulkJobStarted), ...w.commonProblems, ...w.bodyProblems },
});

export const getContactRoute = createRoute({
  ...base,
  operationId: 'getContact',
  method: 'get',
  path: '/v1/contacts/{id}',
  summary: 'Read one contact with its last interaction',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The contact; `ETag` holds its version.', s.Contact), ...w.commonProblems, ...w.missing },
});

export const updateContactRoute = createRoute({
  ...base,
  operationId: 'updateContact',
  method: 'patch',
  path: '/v1/contacts/{id}',
  summary: 'Change fields of a contact',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.ContactPatch) },
  responses: {
    200: w.json('The contact as it is now.', s.ChangedContact),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.missing,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const deleteContactRoute = createRoute({
  ...base,
  operationId: 'deleteContact',
  method: 'delete',
  path: '/v1/contacts/{id}',
  summary: 'Delete a contact; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted contact.', s.ChangedContact), ...w.commonProblems, ...w.missing },
});

export const restoreContactRoute = createRoute({
  ...base,
  operationId: 'restoreContact',
  method: 'post',
  path: '/v1/contacts/{id}/restore',
  summary: 'Bring a deleted contact back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored contact.', s.Contact), ...w.commonProblems, ...w.missing, ...w.conflict },
});

export const lookupContactRoute = createRoute({
  ...base,
  operationId: 'lookupContact',
  method: 'get',
  path: '/v1/lookup',
  summary: 'Find the contact who has one of these addresses, or who may be the same person',
  request: { headers: w.OrganizationHeader, query: s.LookupQuery },
  responses: { 200: w.json('The contact, or null when nobody matches.', s.LookupAnswer), ...w.commonProblems },
});
