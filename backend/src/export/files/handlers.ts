// Binds the endpoints of exports that a job makes to their verbs.
import { okJson, okStored } from '../../http/answer.ts';
import { type Api, bindKnown, bindRead, bindWrite } from '../../http/endpoint.ts';
import { dropExport } from './drop-export.ts';
import { getExport, listExports } from './export-queries.ts';
import * as routes from './routes.ts';
import { sendExport } from './send-export.ts';
import { startExport } from './start-export.ts';

export function bindExportFiles(api: Api): void {
  const permission = 'data.export';
  bindWrite(api, { route: routes.startExportRoute, permission }, async (ctx, { body }) => {
    const { export: made, started } = await startExport(ctx, body.file);
    return { ...okStored(made), status: started ? 201 : 200 };
  });
  bindRead(api, { route: routes.listExportsRoute, permission }, async (ctx, { query }) =>
    okJson(await listExports(ctx, query)),
  );
  bindRead(api, { route: routes.getExportRoute, permission }, async (ctx, { params }) =>
    okStored(await getExport(ctx, params.id)),
  );
  bindKnown(api, routes.downloadExportRoute, async (caller, { params }) => sendExport(caller, params.id));
  // Of those who could start one.
  bindWrite(api, { route: routes.dropExportRoute, permission: 'jobs.write' }, async (ctx, { params }) => {
    await dropExport(ctx, params.id);
    return { status: 204, json: null };
  });
}
