// Owns settling which organization a transaction acts in, and that the caller has a permission there.
import type { Tx } from './tenant.ts';

/**
 * Settles the organization: the wanted one, else the one joined first, else the embed key's. Queries then name it as
 * `app.acting_organization()`. @throws database errors KT001, KT002 and 42501, which http/database-errors.ts maps.
 */
export async function actIn(tx: Tx, wanted: string | null, permission: string): Promise<string> {
  const [row] = await tx<{ id: string }[]>`select app.act_in(${wanted}, ${permission}) as id`;
  if (!row) throw new Error('app.act_in returned no row');
  return row.id;
}
