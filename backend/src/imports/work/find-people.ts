// Owns finding the contacts that the rows of a batch mean, all at once.
import { type Point, pointKey } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { PersonCandidate } from './person-candidate.ts';
import type { PersonState } from './person-state.ts';
import type { FoundRecords, KnownRecord } from './plan-records.ts';

/** Finds them. @param importId whose own records are told apart */
export async function findPeople(
  ctx: ReadCtx,
  importId: string,
  rows: PersonCandidate[],
): Promise<FoundRecords<PersonState>> {
  const [points, prints, names] = await Promise.all([
    findByPoints(ctx, rows),
    findByRow(ctx, rows),
    findByName(ctx, rows),
  ]);
  const byKey = new Map<number, string[]>();
  for (const { row, id } of points) byKey.set(row, [...(byKey.get(row) ?? []), id]);
  const byRow = new Map(prints.map(({ row, id }) => [row, id]));
  const byName = new Map(names.map(({ row, id }) => [row, id]));
  const ids = new Set([...points, ...prints, ...names].map(({ id }) => id));
  return { byKey, byRow, byName, known: await readPeople(ctx, importId, [...ids]) };
}

interface Match {
  row: number;
  id: string;
}

/** Asked by lists of keys, which the index serves whatever is known of the table's size. */
async function findByPoints({ tx }: ReadCtx, rows: PersonCandidate[]): Promise<Match[]> {
  const points = rows.flatMap((one) => one.points);
  if (points.length === 0) return [];
  const found = await tx<{ kind: Point['kind']; normalized: string; id: string }[]>`
    select kind, normalized, contact_id as id from app.contact_points
    where organization_id = (select app.acting_organization()) and kind = any(${[...new Set(points.map(({ kind }) => kind))]}::text[])
      and normalized = any(${[...new Set(points.map(({ normalized }) => normalized))]}::text[])`;
  const owners = new Map(found.map(({ id, ...point }) => [pointKey(point), id]));
  return rows.flatMap(({ row, points: own }) =>
    [...new Set(own.map((point) => owners.get(pointKey(point))))].flatMap((id) =>
      id === undefined ? [] : [{ row, id }],
    ),
  );
}

/** Only those who are still there: whoever was deleted since is not brought back by chance. */
async function findByRow({ tx }: ReadCtx, rows: PersonCandidate[]): Promise<Match[]> {
  const found = await tx<{ fingerprint: string; id: string }[]>`
    select distinct on (r.fingerprint) r.fingerprint, c.id from app.import_rows r
    cross join lateral (
      select c.id from app.contacts c
      where c.organization_id = r.organization_id and c.id = r.record_id and c.deleted_at is null offset 0) c
    where r.organization_id = (select app.acting_organization()) and r.done and r.record_id is not null
      and r.fingerprint = any(${rows.map(({ fingerprint }) => fingerprint)}::uuid[])
    order by r.fingerprint, c.id`;
  const ids = new Map(found.map(({ fingerprint, id }) => [fingerprint, id]));
  return rows.flatMap(({ row, fingerprint }) => {
    const id = ids.get(fingerprint);
    return id === undefined ? [] : [{ row, id }];
  });
}

/** sort_name is the folded beginning of the name; the whole name decides. */
async function findByName({ tx }: ReadCtx, rows: PersonCandidate[]): Promise<Match[]> {
  const bare = rows.filter(({ points, name, texts }) => points.length === 0 && name !== '' && texts.companyName);
  if (bare.length === 0) return [];
  return tx<Match[]>`
    select w.row, min(c.id::text)::uuid as id
    from unnest(${bare.map(({ row }) => row)}::int[], ${bare.map(({ name }) => name)}::text[],
      ${bare.map(({ texts }) => texts.companyName ?? '')}::text[]) as w (row, name, company)
    join app.contacts c on c.organization_id = (select app.acting_organization()) and c.deleted_at is null
      and c.sort_name = left(app.fold(left(w.name, 100)), 150) and app.fold(c.name) = app.fold(w.name)
    join app.companies f on f.organization_id = c.organization_id and f.id = c.company_id
      and app.fold(f.name) = app.fold(w.company)
    group by w.row having count(*) = 1`;
}

async function readPeople(
  { tx }: ReadCtx,
  importId: string,
  ids: string[],
): Promise<Map<string, KnownRecord<PersonState>>> {
  if (ids.length === 0) return new Map();
  const rows = await tx<(Omit<PersonState, 'company'> & Omit<KnownRecord<PersonState>, 'state'>)[]>`
    select c.id, c.deleted_at is not null as deleted, c.name, c.title, c.company_id as "companyId", f.name as "companyName", c.notes,
      c.owner_id as "ownerId", c.tags, c.avatar_url as "avatarUrl", c.time_zone as "timeZone", c.language, c.source, c.fields,
      coalesce((
        select json_agg(json_build_object('kind', p.kind, 'value', p.value, 'normalized', p.normalized)
          order by p.position, p.id)
        from app.contact_points p where p.organization_id = c.organization_id and p.contact_id = c.id), '[]') as points,
      (select r.row from app.import_records r
        where r.organization_id = c.organization_id and r.import_id = ${importId} and r.record_type = 'contact'
          and r.record_id = c.id and r.action = 'created') as "madeByRow"
    from app.contacts c
    left join app.companies f on f.organization_id = c.organization_id and f.id = c.company_id and f.deleted_at is null
    where c.organization_id = (select app.acting_organization()) and c.id = any(${ids}::uuid[])`;
  return new Map(
    rows.map(({ id, deleted, madeByRow, ...known }) => {
      const points: Point[] = known.points;
      return [id, { id, deleted, madeByRow, state: { ...ordered(known), points } }];
    }),
  );
}

/** Keys in one order, so that two states can be compared as text. */
const ordered = (known: Omit<PersonState, 'company'>): PersonState => ({
  name: known.name,
  title: known.title,
  companyId: known.companyId,
  companyName: known.companyName,
  company: null,
  notes: known.notes,
  ownerId: known.ownerId,
  tags: known.tags,
  avatarUrl: known.avatarUrl,
  timeZone: known.timeZone,
  language: known.language,
  source: known.source,
  fields: known.fields,
  points: known.points,
});
