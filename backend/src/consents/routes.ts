// Describes the endpoints of consents; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Privacy'], security: w.security };
const path = '/v1/contacts/{id}/consents';
const reading = { headers: w.OrganizationHeader, params: w.IdParam };
const writing = { headers: w.WriteHeaders, params: w.IdParam };

export const getConsentsRoute = createRoute({
  ...base,
  operationId: 'getConsents',
  method: 'get',
  path,
  summary: 'Read what a contact agreed to, and what else allows to use what is known of them',
  request: reading,
  responses: { 200: w.json('What holds now.', s.Consents), ...w.commonProblems, ...w.missing },
});

export const listConsentHistoryRoute = createRoute({
  ...base,
  operationId: 'listConsentHistory',
  method: 'get',
  path: `${path}/history`,
  summary: 'List every entry of a contact, the newest first, those struck out included',
  request: { ...reading, query: w.PageQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Consent)), ...w.commonProblems, ...w.missing },
});

export const recordConsentRoute = createRoute({
  ...base,
  operationId: 'recordConsent',
  method: 'post',
  path,
  summary: 'Record a lawful basis for one purpose; entries are only ever added',
  request: { ...writing, body: w.jsonBody(s.NewConsent) },
  responses: {
    201: w.json('Recorded.', s.ChangedConsent),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const withdrawConsentRoute = createRoute({
  ...base,
  operationId: 'withdrawConsent',
  method: 'post',
  path: `${path}/withdraw`,
  summary: 'Record that a contact withdrew, or objects, as of now',
  request: { ...writing, body: w.jsonBody(s.ConsentWithdrawal) },
  responses: {
    200: w.json('It was withdrawn before; nothing was added.', s.ChangedConsent),
    201: w.json('Recorded.', s.ChangedConsent),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listConsentPurposesRoute = createRoute({
  ...base,
  operationId: 'listConsentPurposes',
  method: 'get',
  path: '/v1/consent-purposes',
  summary: 'List the purposes that the organization has recorded, with how many contacts agreed and withdrew',
  request: { headers: w.OrganizationHeader },
  responses: { 200: w.json('By name.', s.ConsentPurposes), ...w.commonProblems },
});
