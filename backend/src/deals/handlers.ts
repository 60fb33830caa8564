// Binds the endpoints of deals to their verbs.
import { ok, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { editRecords } from '../records/bulk/edit-records.ts';
import { startBulkJob } from '../records/bulk/start-bulk-job.ts';
import { byField } from '../records/field-order.ts';
import { createDeal } from './create-deal.ts';
import { getDeal } from './deal-queries.ts';
import { deleteDeal, restoreDeal } from './delete-deal.ts';
import { listDeals, listStageChanges } from './list-deals.ts';
import { moveDeal } from './move-deal.ts';
import * as routes from './routes.ts';
import { updateDeal } from './update-deal.ts';

const write = 'deals.write';

export function bindDeals(api: Api): void {
  const read = 'deals.read';
  bindRead(api, { route: routes.listDealsRoute, permission: read, together: byField }, async (ctx, { query }) =>
    okJson(await listDeals(ctx, query)),
  );
  bindRead(api, { route: routes.getDealRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getDeal(ctx, params.id)),
  );
  bindRead(api, { route: routes.listStageChangesRoute, permission: read }, async (ctx, { params, query }) => {
    await getDeal(ctx, params.id);
    return okJson(await listStageChanges(ctx, { dealId: params.id, ...query }));
  });
  bindWrites(api);
}

function bindWrites(api: Api): void {
  bindWrite(api, { route: routes.createDealRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createDeal(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.editDealsRoute, permission: write }, async (ctx, { body }) =>
    ok(await editRecords(ctx, 'deal', body)),
  );
  bindWrite(api, { route: routes.editDealsInJobRoute, permission: write }, async (ctx, { body }) =>
    ok(await startBulkJob(ctx, 'deal', body)),
  );
  bindWrite(api, { route: routes.updateDealRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateDeal(ctx, { id: params.id, version, patch: body }));
  });
  bindWrite(api, { route: routes.moveDealRoute, permission: write }, async (ctx, { params, body }) =>
    okStored(await moveDeal(ctx, params.id, body)),
  );
  bindWrite(api, { route: routes.deleteDealRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteDeal(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreDealRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreDeal(ctx, params.id)),
  );
}
