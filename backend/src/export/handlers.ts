// Binds the downloads to what writes them.
import type { Tx } from '../db/tenant.ts';
import type { Caller } from '../http/context.ts';
import { type Api, bindKnown } from '../http/endpoint.ts';
import { exportCsv } from './export-csv.ts';
import { exportAs } from './export-ctx.ts';
import { exportEverything, exportPerson } from './export-json.ts';
import { exportVCards } from './export-vcards.ts';
import type { ExportedFile } from './note-export.ts';
import * as routes from './routes.ts';

const csv = 'text/csv; charset=utf-8';

export function bindExport(api: Api): void {
  const file = (caller: Caller, what: ExportedFile, type: string, pieces: (tx: Tx) => AsyncIterable<string>) => ({
    status: 200 as const,
    json: null,
    stream: { name: dated(what.file, caller.deps.now()), type, pieces: exportAs(caller, what, pieces) },
  });
  bindKnown(api, routes.exportContactsCsvRoute, async (caller) =>
    file(caller, { file: 'contacts.csv' }, csv, (tx) => exportCsv(tx, 'contacts')),
  );
  bindKnown(api, routes.exportCompaniesCsvRoute, async (caller) =>
    file(caller, { file: 'companies.csv' }, csv, (tx) => exportCsv(tx, 'companies')),
  );
  bindKnown(api, routes.exportDealsCsvRoute, async (caller) =>
    file(caller, { file: 'deals.csv' }, csv, (tx) => exportCsv(tx, 'deals')),
  );
  bindKnown(api, routes.exportVCardsRoute, async (caller) =>
    file(caller, { file: 'contacts.vcf' }, 'text/vcard; charset=utf-8', exportVCards),
  );
  bindKnown(api, routes.exportEverythingRoute, async (caller) =>
    file(caller, { file: 'kith.json' }, 'application/json', exportEverything),
  );
  bindKnown(api, routes.exportPersonRoute, async (caller, { params }) =>
    file(caller, { file: 'person.json', contactId: params.id }, 'application/json', (tx) =>
      exportPerson(tx, params.id, caller.deps.admin),
    ),
  );
}

/** `contacts-2026-11-21.csv`. */
const dated = (name: string, now: Date) => name.replace('.', `-${now.toISOString().slice(0, 10)}.`);
