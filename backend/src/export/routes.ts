// Describes the downloads of data; handlers.ts binds them.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { Exported } from './schema.ts';

const base = {
  tags: ['Export'],
  security: w.security,
  method: 'get' as const,
  request: { headers: w.OrganizationHeader },
};
const busy = { 503: w.problem('Other downloads are under way: `unavailable`.') };
const csv = { 200: w.csvFile('The file.'), ...w.commonProblems, ...busy };
const json = { 200: w.json('The file.', Exported), ...w.commonProblems, ...busy };
const vcard = {
  200: { description: 'The file.', content: { 'text/vcard': { schema: z.string() } } },
  ...w.commonProblems,
  ...busy,
};
const csvWords =
  'UTF-8 with a byte order mark, without which Excel misreads it; cells that a spreadsheet would run begin with an apostrophe.';

export const exportContactsCsvRoute = createRoute({
  ...base,
  operationId: 'exportContactsCsv',
  path: '/v1/export/contacts.csv',
  summary: 'Download all contacts as CSV',
  description: csvWords,
  responses: csv,
});

export const exportCompaniesCsvRoute = createRoute({
  ...base,
  operationId: 'exportCompaniesCsv',
  path: '/v1/export/companies.csv',
  summary: 'Download all companies as CSV',
  description: csvWords,
  responses: csv,
});

export const exportDealsCsvRoute = createRoute({
  ...base,
  operationId: 'exportDealsCsv',
  path: '/v1/export/deals.csv',
  summary: 'Download all deals as CSV',
  description: csvWords,
  responses: csv,
});

export const exportVCardsRoute = createRoute({
  ...base,
  operationId: 'exportVCards',
  path: '/v1/export/contacts.vcf',
  summary: 'Download all contacts as vCards 4.0',
  responses: vcard,
});

export const exportEverythingRoute = createRoute({
  ...base,
  operationId: 'exportEverything',
  path: '/v1/export/full.json',
  summary: 'Download everything that the caller may read, as one JSON document',
  description: 'By table, rows as they are stored, deleted ones too: one moment’s state of all of them together.',
  responses: json,
});

export const exportPersonRoute = createRoute({
  ...base,
  operationId: 'exportPerson',
  path: '/v1/contacts/{id}/export',
  summary: 'Download what the caller may read about one person, as JSON',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { ...json, ...w.notFound },
});
