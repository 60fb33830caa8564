import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs } from '../db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import type { FilterNode } from './filter.ts';
import { previewView } from './read-records.ts';
import { ViewRecords } from './schema.ts';

describe('a filter on text', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
    const { organizationId } = ann;
    await deps.admin`
      insert into app.contacts (organization_id, name, title, notes)
      select ${organizationId}, 'Person ' || md5(n::text), 'Clerk', 'Met at ' || md5('note ' || n)
      from generate_series(1, 5000) as n`;
    await deps.admin`
      insert into app.contacts (organization_id, name, title) values
        (${organizationId}, 'Пётр Пример', 'Закупки'), (${organizationId}, 'Петр Пример', 'Buyer 100%_\\'),
        (${organizationId}, ${`${'long '.repeat(150)}ending`}, null)`;
    await deps.admin`vacuum analyze app.contacts`;
    await deps.admin`vacuum analyze app.search_documents`;
  });
  afterAll(() => deps.close());

  const found = (where: FilterNode) =>
    readAs(deps.sql, ann.claims, async (tx) => {
      await actIn(tx, ann.organizationId, 'views.read');
      const ctx = {
        tx,
        deps,
        requestId: '',
        actor: { kind: 'user' as const, id: ann.userId, userId: ann.userId, claims: ann.claims },
      };
      const filter = { version: 1 as const, where };
      const asked = { resource: 'contacts' as const, filter, sort: [], columns: ['name'], zone: 'UTC', limit: 200 };
      const page = ViewRecords.omit({ columns: true }).parse(JSON.parse(await previewView(ctx, asked)));
      const [reads] = await tx<{ rows: string }[]>`
        select pg_stat_get_xact_tuples_returned('app.contacts'::regclass)
          + pg_stat_get_xact_tuples_fetched('app.contacts'::regclass) as rows`;
      return { names: page.items.map(({ name }) => name), rows: Number(reads?.rows) };
    });
  const held = (field: string, op: 'contains' | 'is' | 'starts_with', value: string) => ({ field, op, value });

  it('reads the records that it can let through, not the whole organization', async () => {
    const { names, rows } = await found({
      all: [held('name', 'contains', 'c4ca4238'), { field: 'title', op: 'is_filled' }],
    });
    expect(names).toHaveLength(1);
    expect(rows).toBeLessThan(100);
  });

  it('on notes reads those that hold the words, however long and in whatever letters', async () => {
    await deps.admin`
      insert into app.contacts (organization_id, name, notes) values
        (${ann.organizationId}, 'Noted', ${`${'long '.repeat(2000)} Встреча у ЁЛКИ, 100%_\\`})`;
    for (const word of ['у ёлки, 100%_\\', 'встреча']) {
      const { names, rows } = await found(held('notes', 'contains', word));
      expect(names).toEqual(['Noted']);
      expect(rows).toBeLessThan(100);
    }
    expect((await found(held('notes', 'starts_with', 'встреча'))).names).toEqual([]);
    expect((await found(held('notes', 'contains', 'met at'))).names).toHaveLength(200);
    const stranger = await createPerson(deps);
    const [row] = await readAs(
      deps.sql,
      stranger.claims,
      (tx) => tx`select app.text_ids('contact', 'встреча', ${ann.organizationId}, 10) as ids`,
    );
    expect(row).toEqual({ ids: null });
  });

  it('finds what it found before: exactly, also in long names, and with signs that patterns know', async () => {
    expect((await found(held('name', 'starts_with', 'Пётр'))).names.toSorted()).toEqual(['Петр Пример', 'Пётр Пример']);
    expect((await found(held('name', 'contains', 'ending'))).names).toHaveLength(1);
    expect((await found(held('title', 'contains', 'buyer 100%_\\'))).names).toEqual(['Петр Пример']);
    expect((await found(held('title', 'is', 'закупки'))).names).toEqual(['Пётр Пример']);
    expect((await found(held('title', 'contains', 'zzz'))).names).toEqual([]);
  });

  it('of a word that stands nearly everywhere gives the first in the order of the list', async () => {
    expect((await found(held('name', 'contains', 'person'))).names).toHaveLength(200);
    const either = { any: [held('name', 'contains', 'c4ca4238'), held('title', 'is', 'Закупки')] };
    expect((await found(either)).names).toHaveLength(2);
  });

  it('does not compute what bounds embedded pages for people', async () => {
    const plan = await readAs(deps.sql, ann.claims, async (tx) => {
      await actIn(tx, ann.organizationId, 'views.read');
      const rows = await tx`
        explain (analyze, verbose, costs off, timing off) select id from app.contacts r
        where r.organization_id = (select app.acting_organization()) and r.deleted_at is null
        order by r.active_at desc, r.id desc limit 10`;
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    expect(plan).toContain('contacts_by_activity');
    expect(plan).toMatch(/never executed\)\n\s+Output: app\.segment_orgs/);
  });
});
