// Owns deciding what happens to each row about a company: it is the one of that domain, else the one of that name.
import type { Point } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import { applyCompany, type CompanyState, newCompany } from './company-state.ts';
import type { PersonCandidate } from './person-candidate.ts';
import type { Batch } from './plan-people.ts';
import { type FoundRecords, type KnownRecord, planRecords, type RecordRules, type RecordWork } from './plan-records.ts';

export type CompanyWork = RecordWork<CompanyState>;

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();

const rules: RecordRules<PersonCandidate, CompanyState> = {
  keysOf: ({ domain, texts }) => (domain === null ? [`name:${fold(texts.companyName ?? '')}`] : [`domain:${domain}`]),
  create: newCompany,
  apply: applyCompany,
};

/** Decides about rows in order. */
export async function planCompanies(ctx: ReadCtx, { importId, mapping, rows, seen }: Batch<PersonCandidate>) {
  return planRecords({ mapping, rows, seen, rules, found: await find(ctx, importId, rows) });
}

interface Match {
  row: number;
  byDomain: string | null;
  byRow: string | null;
  byName: string | null;
}

async function find(ctx: ReadCtx, importId: string, rows: PersonCandidate[]): Promise<FoundRecords<CompanyState>> {
  const matches = await ctx.tx<Match[]>`
    select w.row, d.company_id as "byDomain", r.id as "byRow", n.id as "byName"
    from unnest(${rows.map(({ row }) => row)}::int[], ${rows.map(({ domain }) => domain)}::text[],
      ${rows.map(({ texts }) => texts.companyName ?? null)}::text[],
      ${rows.map(({ fingerprint }) => fingerprint)}::uuid[]) as w (row, domain, name, fingerprint)
    left join app.company_domains d on d.organization_id = (select app.acting_organization()) and d.domain = w.domain
    left join lateral (
      select c.id from app.import_rows i
      join app.companies c on c.organization_id = i.organization_id and c.id = i.record_id and c.deleted_at is null
      where i.organization_id = (select app.acting_organization()) and i.fingerprint = w.fingerprint and i.done
        and i.record_id is not null limit 1) r on true
    left join lateral (
      select min(c.id::text)::uuid as id from app.companies c
      where c.organization_id = (select app.acting_organization()) and c.deleted_at is null
        and c.sort_name = left(app.fold(left(w.name, 100)), 150) and app.fold(c.name) = app.fold(w.name)
        -- Two firms of one name with two domains are two.
        and (w.domain is null or c.domain is null)) n on true`;
  const ids = new Set(
    matches.flatMap(({ byDomain, byRow, byName }) => [byDomain, byRow, byName].filter((id) => id !== null)),
  );
  const pick = (key: 'byRow' | 'byName') =>
    new Map(matches.flatMap((match): [number, string][] => (match[key] === null ? [] : [[match.row, match[key]]])));
  return {
    byKey: new Map(
      matches.flatMap(({ row, byDomain }): [number, string[]][] => (byDomain === null ? [] : [[row, [byDomain]]])),
    ),
    byRow: pick('byRow'),
    byName: pick('byName'),
    alike: new Map(),
    madeAlike: new Map(),
    hints: new Map(),
    known: await read(ctx, importId, [...ids]),
  };
}

async function read({ tx }: ReadCtx, importId: string, ids: string[]): Promise<Map<string, KnownRecord<CompanyState>>> {
  const rows = await tx<(CompanyState & Omit<KnownRecord<CompanyState>, 'state'>)[]>`
    select c.id, c.deleted_at is not null as deleted, c.name, c.domains, c.description, c.owner_id as "ownerId", c.tags,
      c.time_zone as "timeZone", c.language, c.source, c.fields,
      coalesce((
        select json_agg(json_build_object('kind', p.kind, 'value', p.value, 'normalized', p.normalized)
          order by p.position, p.id)
        from app.company_points p where p.organization_id = c.organization_id and p.company_id = c.id), '[]') as points,
      (select r.row from app.import_records r
        where r.organization_id = c.organization_id and r.import_id = ${importId} and r.record_type = 'company'
          and r.record_id = c.id and r.action = 'created') as "madeByRow"
    from app.companies c
    where c.organization_id = (select app.acting_organization()) and c.id = any(${ids}::uuid[])`;
  return new Map(
    rows.map(({ id, deleted, madeByRow, ...state }) => {
      const points: Point[] = state.points;
      return [id, { id, deleted, madeByRow, state: { ...state, points } }];
    }),
  );
}
