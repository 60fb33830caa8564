// Describes the company endpoints; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { BulkEdit, BulkEdited, BulkJobEdit, BulkJobStarted } from '../records/bulk/bulk-schema.ts';
import { CompanyListQuery } from './list-companies.ts';
import * as s from './schema.ts';

const base = { tags: ['Companies'], security: w.security };

export const createCompanyRoute = createRoute({
  ...base,
  operationId: 'createCompany',
  method: 'post',
  path: '/v1/companies',
  summary: 'Create a company',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewCompany) },
  responses: { 201: w.json('Created.', s.SavedCompany), ...w.commonProblems, ...w.bodyProblems, ...w.conflict },
});

export const listCompaniesRoute = createRoute({
  ...base,
  operationId: 'listCompanies',
  method: 'get',
  path: '/v1/companies',
  summary: 'List companies: by name, the most recently active first, or the newest first',
  request: { headers: w.OrganizationHeader, query: CompanyListQuery },
  responses: { 200: w.json('One page.', w.pageOf(s.Company)), ...w.commonProblems },
});

export const editCompaniesRoute = createRoute({
  ...base,
  operationId: 'editCompanies',
  method: 'post',
  path: '/v1/companies/bulk',
  summary: 'Change or delete up to 1,000 companies at once',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkEdit) },
  responses: { 200: w.json('How many were changed.', BulkEdited), ...w.commonProblems, ...w.bodyProblems },
});

export const editCompaniesInJobRoute = createRoute({
  ...base,
  operationId: 'editCompaniesInJob',
  method: 'post',
  path: '/v1/companies/bulk-job',
  summary: 'Change or delete up to 20,000 companies in a job, which goes on by itself',
  request: { headers: w.WriteHeaders, body: w.jsonBody(BulkJobEdit) },
  responses: { 200: w.json('The job has begun.', BulkJobStarted), ...w.commonProblems, ...w.bodyProblems },
});

export const getCompanyRoute = createRoute({
  ...base,
  operationId: 'getCompany',
  method: 'get',
  path: '/v1/companies/{id}',
  summary: 'Read one company',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: {
    200: w.json('The company; `ETag` holds its version.', s.CompanyDetail),
    ...w.commonProblems,
    ...w.missing,
  },
});

export const updateCompanyRoute = createRoute({
  ...base,
  operationId: 'updateCompany',
  method: 'patch',
  path: '/v1/companies/{id}',
  summary: 'Change fields of a company',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.CompanyPatch) },
  responses: {
    200: w.json('The company as it is now.', s.SavedCompany),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.missing,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const deleteCompanyRoute = createRoute({
  ...base,
  operationId: 'deleteCompany',
  method: 'delete',
  path: '/v1/companies/{id}',
  summary: 'Delete a company; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted company.', s.ChangedCompany), ...w.commonProblems, ...w.missing },
});

export const restoreCompanyRoute = createRoute({
  ...base,
  operationId: 'restoreCompany',
  method: 'post',
  path: '/v1/companies/{id}/restore',
  summary: 'Bring a deleted company back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored company.', s.Company), ...w.commonProblems, ...w.missing },
});
