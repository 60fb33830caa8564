// Describes the endpoints of jobs; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Jobs'], security: w.security };

export const listJobsRoute = createRoute({
  ...base,
  operationId: 'listJobs',
  method: 'get',
  path: '/v1/jobs',
  summary: 'List jobs, the newest first: the caller’s own, or all for those who manage the organization',
  request: { headers: w.OrganizationHeader, query: s.JobQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Job)), ...w.commonProblems },
});

export const getJobRoute = createRoute({
  ...base,
  operationId: 'getJob',
  method: 'get',
  path: '/v1/jobs/{id}',
  summary: 'Read how far a job is, and what came of it',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The job; `ETag` holds its version.', s.Job), ...w.commonProblems, ...w.notFound },
});

export const cancelJobRoute = createRoute({
  ...base,
  operationId: 'cancelJob',
  method: 'post',
  path: '/v1/jobs/{id}/cancel',
  summary: 'Ask a job to end; what it has done until then stays',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: {
    200: w.json('The job. A running one is `cancelled` once its worker has heard.', s.Job),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});
