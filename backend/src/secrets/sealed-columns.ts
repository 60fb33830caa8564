// Names every column that holds sealed secrets: what a change of the key seals anew, and what `kith doctor` tries to open.
import type { Sql } from 'postgres';
import { purposeOfIdentity } from '../embed/visitor.ts';

export interface SealedColumn {
  /** With its schema: `auth.mfa_factors`. */
  table: string;
  /** The column that names the row. */
  id: string;
  column: string;
  /** What the secret of the row with that id was sealed for. */
  purpose(id: string): string;
}

/** What the secret of an authenticator app is sealed for. */
export const purposeOfFactor = (id: string): string => `totp:${id}`;

const sealedColumns: SealedColumn[] = [
  { table: 'auth.mfa_factors', id: 'id', column: 'secret', purpose: purposeOfFactor },
  { table: 'app.embed_identities', id: 'embed_key_id', column: 'sealed', purpose: purposeOfIdentity },
];

export interface SealedValue {
  place: SealedColumn;
  id: string;
  sealed: string;
}

const batchSize = 500;

/** Every sealed value, in batches. On a Supabase project, factors are sealed by the project itself and passed over. */
export async function* eachSealed(sql: Sql): AsyncGenerator<SealedValue> {
  for (const place of sealedColumns) {
    for (let after: string | null = null; ; ) {
      const batch: { id: string; sealed: string }[] = await sql`
        select ${sql(place.id)} as id, ${sql(place.column)} as sealed from ${sql(place.table)}
        where ${sql(place.column)} like 'v1.%' ${after ? sql`and ${sql(place.id)} > ${after}` : sql``} order by 1 limit ${batchSize}`;
      for (const value of batch) yield { place, ...value };
      const last = batch.at(-1);
      if (!last || batch.length < batchSize) break;
      after = last.id;
    }
  }
}
