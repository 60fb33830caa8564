// Any filter that passes the checks compiles, runs, and agrees with the plain reading of it.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs } from '../db/tenant.ts';
import { personIn } from '../http/context.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import { checkView } from './check-filter.ts';
import { readFields } from './fields/read-fields.ts';
import { type FieldSet, viewResources } from './fields/registry.ts';
import { everything, type FilterNode, ViewFilter } from './filter.ts';
import { recordIds } from './select-records.ts';
import { arbitraryFilter, type Material } from './testing/arbitrary-filter.ts';
import { type Known, passes } from './testing/naive.ts';

const texts = ['a', 'Ada', 'buyer', 'x_y', '100%', '\\', "o'neil", '🎉', 'Ünï', 'acme', ''].filter(Boolean);
const days = [
  '2026-11-21',
  '2026-11-20',
  '2026-11-22',
  '2026-03-29',
  '2026-10-25',
  '2025-12-31',
  '2026-01-01',
  '2024-02-29',
];
const now = new Date('2026-11-21T23:30:00Z');
const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland'];

describe('a filter', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  let known: Known[];
  let fields: FieldSet;
  let material: Material;
  let merged: Map<string, string>;

  /** Thirty deals of all sorts, and what is in them as plain values. */
  const fill = async () => {
    const { organizationId } = ann;
    const companies = await deps.admin<{ id: string; name: string }[]>`
      insert into app.companies (organization_id, name) values (${organizationId}, 'Acme'), (${organizationId}, '100% x_y')
      returning id, name`;
    const [gone] = await deps.admin<{ id: string }[]>`
      insert into app.companies (organization_id, name, deleted_at, merged_into)
      values (${organizationId}, 'Old Acme', now(), ${companies[0]?.id ?? null}) returning id`;
    const [friend] = await deps.admin<{ id: string }[]>`
      insert into app.contacts (organization_id, name) values (${organizationId}, 'Ada') returning id`;
    const [twin] = await deps.admin<{ id: string }[]>`
      insert into app.contacts (organization_id, name, deleted_at, merged_into)
      values (${organizationId}, 'Ada Twin', now(), ${friend?.id ?? null}) returning id`;
    merged = new Map([
      [gone?.id ?? '', companies[0]?.id ?? ''],
      [twin?.id ?? '', friend?.id ?? ''],
    ]);
    await deps.admin`
      insert into app.custom_fields (organization_id, record_type, key, name, type, options) values
        (${organizationId}, 'deal', 'score', 'Score', 'number', '[]'),
        (${organizationId}, 'deal', 'memo', 'Memo', 'text', '[]'),
        (${organizationId}, 'deal', 'due', 'Due', 'date', '[]'),
        (${organizationId}, 'deal', 'cost', 'Cost', 'money', '[]'),
        (${organizationId}, 'deal', 'friend', 'Friend', 'person', '[]'),
        (${organizationId}, 'deal', 'kinds', 'Kinds', 'multi_select', '[{"key":"a","label":"A"},{"key":"b","label":"B"}]')`;
    const stages = await deps.admin<{ id: string; pipeline: string; kind: string }[]>`
      select id, pipeline_id as pipeline, kind from app.pipeline_stages where organization_id = ${organizationId} order by rank`;
    const pick = <T>(list: readonly T[], nth: number) => list[nth % list.length];
    for (let nth = 0; nth < 30; nth += 1) {
      const stage = pick(stages, nth);
      const company = pick([null, ...companies], nth);
      const own = {
        ...(nth % 3 ? { score: (nth % 7) - 3 } : {}),
        // Some end behind what their typed copy holds.
        ...(nth % 4 ? { memo: `${nth % 6 === 1 ? 'long '.repeat(60) : ''}${pick(texts, nth * 3)}` } : {}),
        ...(nth % 5 ? { due: pick(days, nth) } : {}),
        ...(nth % 3 ? { cost: { amount: nth % 5, currency: pick(['EUR', 'JPY'], nth) } } : {}),
        ...(nth % 5 === 2 ? { friend: { type: 'contact', id: friend?.id } } : {}),
        ...(nth % 2 ? { kinds: pick([['a'], ['b'], ['a', 'b']], nth) } : {}),
      };
      const row = {
        organization_id: organizationId,
        name: `${pick(texts, nth)} deal`,
        pipeline_id: stage?.pipeline ?? '',
        stage_id: stage?.id ?? '',
        rank: `a${String(nth).padStart(3, '0')}`,
        amount: nth % 4 ? nth % 6 : null,
        currency: nth % 4 ? (pick(['EUR', 'JPY'], nth >> 2) ?? null) : null,
        expected_close: nth % 3 ? (pick(days, nth + 1) ?? null) : null,
        company_id: company?.id ?? null,
        owner_id: nth % 2 ? ann.userId : null,
        tags: pick([[], ['VIP'], ['VIP', 'fair']], nth) ?? [],
        notes: nth % 6 ? (pick(texts, nth + 5) ?? null) : null,
        created_at: `${pick(days, nth)}T${pick(['00:30', '12:00', '23:45'], nth)}:00Z`,
      };
      await deps.admin`insert into app.deals ${deps.admin(row)}`;
      await deps.admin`
        update app.deals set fields = ${JSON.stringify(own)}::text::jsonb
        where organization_id = ${organizationId} and rank = ${row.rank}`;
    }
    const rows = await deps.admin<{ record: Known }[]>`
      select to_jsonb(d) || jsonb_build_object('kind', s.kind, 'companyName', c.name) as record
      from app.deals d join app.pipeline_stages s on s.id = d.stage_id left join app.companies c on c.id = d.company_id
      where d.organization_id = ${organizationId} order by d.rank`;
    const own = (record: Known) =>
      Object.entries(Object(record['fields'])).map(([key, value]) => [`fields.${key}`, Object(value).id ?? value]);
    known = rows.map(({ record: r }) => ({
      ...Object.fromEntries(own(r)),
      id: r['id'],
      name: r['name'],
      pipeline: r['pipeline_id'],
      stage: r['stage_id'],
      state: r['kind'],
      amount: r['amount'] === null ? null : { amount: r['amount'], currency: r['currency'] },
      currency: r['currency'],
      expectedClose: r['expected_close'],
      company: r['company_id'],
      companyName: r['companyName'],
      owner: r['owner_id'],
      tags: r['tags'],
      notes: r['notes'],
      createdAt: r['created_at'],
      updatedAt: r['updated_at'],
      stageSince: r['stage_since'],
      wonAt: r['won_at'],
      lostAt: r['lost_at'],
    }));
    material = {
      texts,
      days,
      numbers: [0, 1, 2.5, -3],
      choices: {
        owner: [ann.userId, 'me', companies[0]?.id ?? ''].filter((id) => id !== ''),
        company: [...companies.map(({ id }) => id), gone?.id ?? ''],
        'fields.friend': [friend?.id ?? '', twin?.id ?? '', ann.userId],
        pipeline: [stages[0]?.pipeline ?? ''],
        stage: stages.map(({ id }) => id),
        contact: companies.map(({ id }) => id),
        state: ['open', 'won', 'lost', 'other'],
        currency: ['EUR', 'USD'],
        tags: ['vip', 'Fair', 'none'],
        'fields.kinds': ['a', 'b', 'c'],
      },
    };
  };
  const inCtx = <T>(run: (ctx: Parameters<typeof recordIds>[0]) => Promise<T>) =>
    readAs(deps.sql, ann.claims, async (tx) => {
      await actIn(tx, ann.organizationId, 'views.read');
      const at = { ...deps, now: () => now };
      return run({ tx, deps: at, actor: personIn(ann.claims) });
    });

  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
    await fill();
    fields = await inCtx((ctx) => readFields(ctx, 'deals'));
  });
  afterAll(() => deps.close());

  const view = (where: FilterNode | null, zone: string) => ({
    resource: 'deals' as const,
    filter: { version: 1 as const, where },
    sort: [],
    columns: [],
    zone,
  });

  /** The same by the database's own reading, which bounds embed keys. Nobody is `me` there. */
  const boundIds = async ({ filter, zone }: ReturnType<typeof view>) => {
    const where = JSON.stringify(filter.where).replaceAll('"me"', `"${ann.userId}"`);
    const [row] = await deps.admin<{ condition: string }[]>`
      select app.view_condition('deals', ${ann.organizationId}, ${where}::text::jsonb, ${zone},
        (${now}::timestamptz at time zone ${zone})::date) as condition`;
    const rows = await deps.admin.unsafe(
      `select r.id from app.deals r where r.organization_id = $1 and r.deleted_at is null and ${row?.condition} order by r.rank`,
      [ann.organizationId],
    );
    return rows.map((found) => found['id']);
  };

  it('of any valid tree agrees with the plain reading', { timeout: 60_000 }, async () => {
    const types = Object.fromEntries([...fields].map(([key, { type }]) => [key, type]));
    await inCtx(async (ctx) => {
      const checked = fc.asyncProperty(
        arbitraryFilter(fields, material),
        fc.constantFrom(...zones),
        async (where, zone) => {
          const asked = view(where, zone);
          expect(checkView(fields, asked)).toEqual([]);
          const rows = await ctx.tx<{ id: string }[]>`${recordIds(ctx, asked, fields)} order by r.rank`;
          const expected = known.filter((record) =>
            passes(record, where, { types, zone, now, me: ann.userId, merged }),
          );
          expect(rows.map(({ id }) => id)).toEqual(expected.map((record) => record['id']));
          expect(await boundIds(asked)).toEqual(expected.map((record) => record['id']));
        },
      );
      await fc.assert(checked, { numRuns: 400, seed: 20_261_121 });
    });
  });

  it('of every field and operator of every resource runs', async () => {
    for (const resource of viewResources) {
      await inCtx(async (ctx) => {
        const all = await readFields(ctx, resource);
        const trees = fc.sample(arbitraryFilter(all, { ...material, choices: {} }), { numRuns: 1, seed: 1 });
        expect(trees).toHaveLength(1);
        for (const [key, field] of all) {
          const only = new Map([[key, field]]);
          const ids = { ...material, texts, choices: { [key]: field.type === 'ref' ? [ann.userId] : ['a'] } };
          for (const where of fc.sample(arbitraryFilter(only, ids), { numRuns: 12, seed: 7 })) {
            const asked = { ...view(where, 'UTC'), resource };
            expect([key, checkView(all, asked)]).toEqual([key, []]);
            await ctx.tx`${recordIds(ctx, asked, all)}`;
            const tree = JSON.stringify(where).replaceAll('"me"', `"${ann.userId}"`);
            const [row] = await deps.admin<{ condition: string }[]>`
              select app.view_condition(${resource}, ${ann.organizationId}, ${tree}::text::jsonb, 'UTC', '2026-11-21') as condition`;
            await deps.admin.unsafe(`select from ${`app.${resource}`} r where ${row?.condition}`);
          }
        }
      });
    }
  });

  it('of anything else is refused, not run', () => {
    const junk = fc.anything({ maxDepth: 4 });
    fc.assert(
      fc.property(junk, (where) => {
        const parsed = ViewFilter.safeParse({ version: 1, where });
        if (!parsed.success) return;
        // What has the shape by chance still names no field.
        if (parsed.data.where !== null) checkView(fields, { filter: parsed.data, sort: [], columns: [] });
      }),
      { numRuns: 500, seed: 20_261_121 },
    );
    expect(ViewFilter.parse(everything)).toEqual(everything);
  });
});
