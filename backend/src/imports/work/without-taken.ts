// Owns refusing rows with an address or a domain of a record that the importer does not reach: it can neither be shown nor changed,
// nor be there twice.
import type { ReadCtx } from '../../http/context.ts';
import type { RowReason } from '../reading/raw-row.ts';
import type { ImportKind } from '../targets.ts';
import type { PersonCandidate } from './person-candidate.ts';

interface Asked {
  kind: ImportKind;
  rows: PersonCandidate[];
  refuse: (row: number, reason: RowReason) => void;
}

interface Unique {
  kind: string;
  value: string;
}

const written = ({ kind, value }: Unique) => `${kind}:${value}`;

/** The rows that may be imported. To whoever reaches everything that is all of them. */
export async function withoutTaken({ tx }: ReadCtx, { kind, rows, refuse }: Asked): Promise<PersonCandidate[]> {
  const uniques = rows.flatMap((row) => uniquesOf(kind, row));
  if (uniques.length === 0) return rows;
  const taken = await tx<Unique[]>`
    select kind, value from app.taken_beyond(${uniques.map((one) => one.kind)}::text[], ${uniques.map((one) => one.value)}::text[])`;
  if (taken.length === 0) return rows;
  const known = new Set(taken.map(written));
  return rows.filter((row) => {
    const hit = uniquesOf(kind, row).find((one) => known.has(written(one)));
    if (hit) refuse(row.row, { code: 'taken_beyond', value: hit.value.slice(0, 300) });
    return !hit;
  });
}

/** What only one record can have. A deal has nothing of the kind, and of its people none are made. */
function uniquesOf(kind: ImportKind, { points, domain }: PersonCandidate): Unique[] {
  if (kind === 'contacts') return points.map((point) => ({ kind: point.kind, value: point.normalized }));
  return kind === 'companies' && domain !== null ? [{ kind: 'domain', value: domain }] : [];
}
