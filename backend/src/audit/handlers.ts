// Binds the endpoints of the audit log to their verbs.
import { noteExport, takerIn } from '../export/note-export.ts';
import { okJson } from '../http/answer.ts';
import { type Api, bindKnown, bindRead } from '../http/endpoint.ts';
import { readTogether } from '../http/transaction.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import * as routes from './routes.ts';

export function bindAudit(api: Api): void {
  const permission = 'audit.read';
  bindRead(api, { route: routes.listAuditRoute, permission }, async (ctx, { query }) =>
    okJson(await listAudit(ctx, query)),
  );
  bindKnown(api, routes.exportAuditRoute, async (caller, { query }) => ({
    status: 200,
    json: null,
    csv: {
      name: 'audit',
      text: await readTogether(caller, permission, async (ctx) => {
        const text = await exportAudit(ctx, query);
        await noteExport(caller, await takerIn(ctx.tx, caller.source), { file: 'audit.csv' });
        return text;
      }),
    },
  }));
}
