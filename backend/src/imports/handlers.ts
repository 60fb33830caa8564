// Binds the import endpoints to their verbs.
import { ok, okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindUpload, bindWrite } from '../http/endpoint.ts';
import { createImport } from './create-import.ts';
import { getImportOptions, largestFile } from './import-options.ts';
import { getImport, listImports } from './import-queries.ts';
import { listLeftRecords, listRows } from './list-rows.ts';
import { saveRejectedRows } from './rejected-rows.ts';
import * as routes from './routes.ts';
import { setMapping } from './set-mapping.ts';
import { startRun, startUndo } from './start-import.ts';

export function bindImports(api: Api): void {
  const permission = 'imports.run';
  const read = 'imports.read';
  const limit = largestFile(api.deps.env.KITH_IMPORT_LIMIT_MB);
  const accepted = ['text/csv', 'text/vcard'];
  bindUpload(api, { route: routes.createImportRoute, permission, limit, accepted }, async (ctx, { body, query }) => ({
    ...okStored(await createImport(ctx, body, query)),
    status: 201,
  }));
  bindRead(api, { route: routes.getImportOptionsRoute, permission: read }, async (ctx) =>
    ok(await getImportOptions(ctx)),
  );
  bindRead(api, { route: routes.listImportsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listImports(ctx, query)),
  );
  bindRead(api, { route: routes.getImportRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getImport(ctx, params.id)),
  );
  bindWrite(api, { route: routes.setImportMappingRoute, permission }, async (ctx, { params, body }) =>
    okStored(await setMapping(ctx, params.id, body)),
  );
  bindRead(api, { route: routes.listImportRowsRoute, permission: read }, async (ctx, { params, query }) =>
    okJson(await listRows(ctx, params.id, query)),
  );
  bindWrite(api, { route: routes.runImportRoute, permission }, async (ctx, { params }) =>
    okStored(await startRun(ctx, params.id)),
  );
  bindRead(api, { route: routes.saveRejectedRowsRoute, permission: read }, async (ctx, { params }) => ({
    status: 200,
    json: null,
    csv: { name: 'rejected-rows', text: await saveRejectedRows(ctx, params.id) },
  }));
  bindWrite(api, { route: routes.undoImportRoute, permission }, async (ctx, { params }) =>
    okStored(await startUndo(ctx, params.id)),
  );
  bindRead(api, { route: routes.listLeftRecordsRoute, permission: read }, async (ctx, { params, query }) =>
    okJson(await listLeftRecords(ctx, params.id, query)),
  );
}
