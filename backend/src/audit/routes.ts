// Describes the endpoints of the audit log; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

const base = { tags: ['Audit'], security: w.security };

export const listAuditRoute = createRoute({
  ...base,
  operationId: 'listAudit',
  method: 'get',
  path: '/v1/audit',
  summary: 'List who changed what, the latest first',
  description: 'For owners and admins.',
  request: { headers: w.OrganizationHeader, query: w.PageQuery.extend(s.AuditFilter.shape) },
  responses: { 200: w.json('One page.', w.pageOf(s.AuditEntry)), ...w.commonProblems },
});

export const exportAuditRoute = createRoute({
  ...base,
  operationId: 'exportAudit',
  method: 'get',
  path: '/v1/audit.csv',
  summary: 'Save the audit log as CSV, the latest first, one changed field a row',
  description:
    'For owners and admins. Up to 50,000 entries; narrow a longer log by time. Cells cannot act as formulas.',
  request: { headers: w.OrganizationHeader, query: s.AuditFilter },
  responses: { 200: w.csvFile('The file.'), ...w.commonProblems },
});
