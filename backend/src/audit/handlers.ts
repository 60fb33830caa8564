// Binds the endpoints of the audit log to their verbs.
import { okJson } from '../http/answer.ts';
import { type Api, bindRead } from '../http/endpoint.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import * as routes from './routes.ts';

export function bindAudit(api: Api): void {
  const permission = 'audit.read';
  bindRead(api, { route: routes.listAuditRoute, permission }, async (ctx, { query }) =>
    okJson(await listAudit(ctx, query)),
  );
  bindRead(api, { route: routes.exportAuditRoute, permission }, async (ctx, { query }) => ({
    status: 200,
    json: null,
    csv: { name: 'audit', text: await exportAudit(ctx, query) },
  }));
}
