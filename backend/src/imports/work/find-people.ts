// Owns finding the contacts that the rows of a batch mean, all at once: by the one match that decides everywhere, and by the very
// same row of an earlier import.
import { type Match, matchContacts } from '../../contacts/match-contacts.ts';
import { readMatchKeys } from '../../contacts/match-keys.ts';
import type { Point } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { RowReason } from '../reading/raw-row.ts';
import type { PersonCandidate } from './person-candidate.ts';
import type { PersonState } from './person-state.ts';
import type { FoundRecords, KnownRecord } from './plan-records.ts';

export interface PeopleWish {
  importId: string;
  rows: PersonCandidate[];
  /** Whether to say who else a row may mean. */
  hints: boolean;
  /** Whether rows that look alike become one person. */
  join: boolean;
}

/** Finds them. */
export async function findPeople(ctx: ReadCtx, wish: PeopleWish): Promise<FoundRecords<PersonState>> {
  const { importId, rows } = wish;
  const byName = wish.hints || wish.join;
  const named = rows.map(({ name, texts, points }) => ({ name, companyName: texts.companyName, points }));
  // Without a name nobody is suggested; points alone decide.
  const candidates = byName ? named : named.map((one) => ({ ...one, name: null }));
  const [matches, byRow, keys] = await Promise.all([
    matchContacts(ctx, candidates),
    findByRow(ctx, rows),
    readMatchKeys(ctx, byName ? named : []),
  ]);
  const byKey = new Map<number, string[]>();
  const suggested = new Map<number, Match['suggestions']>();
  for (const [at, { row }] of rows.entries()) {
    const { owners = [], suggestions = [] } = matches[at] ?? {};
    if (owners.length > 0)
      byKey.set(
        row,
        owners.map(({ contactId }) => contactId),
      );
    else if (suggestions.length > 0) suggested.set(row, suggestions);
  }
  const mayJoin = wish.join ? [...suggested.values()].flat().map(({ contactId }) => contactId) : [];
  const known = await readPeople(ctx, importId, [
    ...new Set([...[...byKey.values(), ...byRow.values()].flat(), ...mayJoin]),
  ]);
  return {
    byKey,
    byRow,
    byName: new Map(),
    alike: new Map(rows.map(({ row }, at) => [row, keys.get(at) ?? []])),
    madeAlike: wish.join ? madeAmong(suggested, known) : new Map(),
    hints: wish.hints ? new Map([...suggested].map(([row, all]) => [row, all.map(hintOf)])) : new Map(),
    known,
  };
}

/** Whom this very import has made and a row may mean. */
const madeAmong = (
  suggested: ReadonlyMap<number, Match['suggestions']>,
  known: ReadonlyMap<string, KnownRecord<PersonState>>,
): Map<number, string> =>
  new Map(
    [...suggested].flatMap(([row, all]): [number, string][] => {
      const made = all.find(({ contactId }) => (known.get(contactId)?.madeByRow ?? null) !== null);
      return made ? [[row, made.contactId]] : [];
    }),
  );

/** Without the name, which is read when the remark is: whoever is erased stands in no remark. */
const hintOf = ({ reason, contactId }: Match['suggestions'][number]): RowReason => ({
  code: reason,
  recordId: contactId,
});

/** Only those who are still there: whoever was deleted since is not brought back by chance. */
async function findByRow({ tx }: ReadCtx, rows: PersonCandidate[]): Promise<Map<number, string>> {
  const found = await tx<{ fingerprint: string; id: string }[]>`
    select distinct on (r.fingerprint) r.fingerprint, c.id from app.import_rows r
    cross join lateral (
      select c.id from app.contacts c
      where c.organization_id = r.organization_id and c.id = r.record_id and c.deleted_at is null offset 0) c
    where r.organization_id = (select app.acting_organization()) and r.done and r.record_id is not null
      and r.fingerprint = any(${rows.map(({ fingerprint }) => fingerprint)}::uuid[])
    order by r.fingerprint, c.id`;
  const ids = new Map(found.map(({ fingerprint, id }) => [fingerprint, id]));
  return new Map(
    rows.flatMap(({ row, fingerprint }): [number, string][] => {
      const id = ids.get(fingerprint);
      return id === undefined ? [] : [[row, id]];
    }),
  );
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
