// Binds the downloads to what writes them.
import type { Tx } from '../db/tenant.ts';
import type { Caller } from '../http/context.ts';
import { type Api, bindKnown } from '../http/endpoint.ts';
import { exportAs } from './export-ctx.ts';
import { exportPerson } from './export-json.ts';
import { dated, type ExportFile, exportedFiles } from './files/exported-files.ts';
import type { ExportedFile } from './note-export.ts';
import * as routes from './routes.ts';

export function bindExport(api: Api): void {
  const file = (caller: Caller, what: ExportedFile, type: string, pieces: (tx: Tx) => AsyncIterable<string>) => ({
    status: 200 as const,
    json: null,
    stream: { name: dated(what.file, caller.deps.now()), type, pieces: exportAs(caller, what, pieces) },
  });
  const whole = (caller: Caller, name: ExportFile) => {
    const { audited, type, pieces } = exportedFiles[name];
    return file(caller, { file: audited }, type, pieces);
  };
  bindKnown(api, routes.exportContactsCsvRoute, async (caller) => whole(caller, 'contacts.csv'));
  bindKnown(api, routes.exportCompaniesCsvRoute, async (caller) => whole(caller, 'companies.csv'));
  bindKnown(api, routes.exportDealsCsvRoute, async (caller) => whole(caller, 'deals.csv'));
  bindKnown(api, routes.exportVCardsRoute, async (caller) => whole(caller, 'contacts.vcf'));
  bindKnown(api, routes.exportEverythingRoute, async (caller) => whole(caller, 'full.json'));
  bindKnown(api, routes.exportPersonRoute, async (caller, { params }) =>
    file(caller, { file: 'person.json', contactId: params.id }, 'application/json', (tx) =>
      exportPerson(tx, params.id, caller.deps.admin),
    ),
  );
}
