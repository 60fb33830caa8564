// Names the files that an organization can be taken away as: what writes each, and what it is called.
import type { Tx } from '../../db/tenant.ts';
import type { csvTables } from '../csv-tables.ts';
import { exportCsv } from '../export-csv.ts';
import { type RowCount, uncounted } from '../export-ctx.ts';
import { exportEverything } from '../export-json.ts';
import { exportVCards } from '../export-vcards.ts';
import type { ExportFile } from './schema.ts';

export type { ExportFile } from './schema.ts';

interface File {
  type: string;
  /** What the audit log and the file itself are called. */
  audited: string;
  pieces(tx: Tx, count?: RowCount): AsyncGenerator<string>;
}

const table = (kind: keyof typeof csvTables): File => ({
  type: 'text/csv; charset=utf-8',
  audited: `${kind}.csv`,
  pieces: async function* (tx, count = uncounted) {
    await tellTotal(tx, kind, count);
    yield* exportCsv(tx, kind, count);
  },
});

export const exportedFiles: Record<ExportFile, File> = {
  'contacts.csv': table('contacts'),
  'companies.csv': table('companies'),
  'deals.csv': table('deals'),
  'contacts.vcf': {
    type: 'text/vcard; charset=utf-8',
    audited: 'contacts.vcf',
    pieces: async function* (tx, count = uncounted) {
      await tellTotal(tx, 'contacts', count);
      yield* exportVCards(tx, count);
    },
  },
  'full.json': { type: 'application/json', audited: 'kith.json', pieces: exportEverything },
};

/** `contacts-2026-11-21.csv`. */
export const dated = (name: string, now: Date) => name.replace('.', `-${now.toISOString().slice(0, 10)}.`);

async function tellTotal(tx: Tx, name: keyof typeof csvTables, count: RowCount): Promise<void> {
  if (count === uncounted) return;
  const [row] = await tx<{ rows: number }[]>`
    select count(*)::int as rows from app.${tx(name)}
    where organization_id = (select app.acting_organization()) and deleted_at is null`;
  count.total(row?.rows ?? 0);
}
