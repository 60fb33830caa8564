// Binds the company endpoints to their verbs.
import { ok, okBytes, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { editRecords } from '../records/bulk/edit-records.ts';
import { startBulkJob } from '../records/bulk/start-bulk-job.ts';
import { byField } from '../records/field-order.ts';
import { getCompanyDetail } from './company-queries.ts';
import { createCompany } from './create-company.ts';
import { deleteCompany, restoreCompany } from './delete-company.ts';
import { listCompanies } from './list-companies.ts';
import * as routes from './routes.ts';
import { updateCompany } from './update-company.ts';

export function bindCompanies(api: Api): void {
  const read = 'companies.read';
  const write = 'companies.write';
  bindWrite(api, { route: routes.createCompanyRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createCompany(ctx, body)),
    status: 201,
  }));
  bindRead(api, { route: routes.listCompaniesRoute, permission: read, together: byField }, async (ctx, { query }) =>
    okBytes(await listCompanies(ctx, query)),
  );
  bindRead(api, { route: routes.getCompanyRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getCompanyDetail(ctx, params.id)),
  );
  bindWrite(api, { route: routes.editCompaniesRoute, permission: write }, async (ctx, { body }) =>
    ok(await editRecords(ctx, 'company', body)),
  );
  bindWrite(api, { route: routes.editCompaniesInJobRoute, permission: write }, async (ctx, { body }) =>
    ok(await startBulkJob(ctx, 'company', body)),
  );
  bindWrite(api, { route: routes.updateCompanyRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateCompany(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.deleteCompanyRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteCompany(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreCompanyRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreCompany(ctx, params.id)),
  );
}
