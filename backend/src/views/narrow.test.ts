import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs, type Tx } from '../db/tenant.ts';
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
      insert into app.custom_fields (organization_id, record_type, key, name, type)
      values (${organizationId}, 'contact', 'code', 'Code', 'text')`;
    await deps.admin`
      insert into app.contacts (organization_id, name, title, notes, fields)
      select ${organizationId}, 'Person ' || md5(n::text), 'Clerk', 'Met at ' || md5('note ' || n),
        jsonb_build_object('code', 'Code ' || md5('code ' || n))
      from generate_series(1, 5000) as n`;
    await deps.admin`
      update app.contacts set last_interaction_at = at, active_at = at
      from (select id, now() - row_number() over (order by id) * interval '1 day' as at from app.contacts
        where organization_id = ${organizationId} order by id limit 40) as met
      where contacts.id = met.id`;
    await deps.admin`
      insert into app.contacts (organization_id, name, title) values
        (${organizationId}, 'Пётр Пример', 'Закупки'), (${organizationId}, 'Петр Пример', 'Buyer 100%_\\'),
        (${organizationId}, ${`${'long '.repeat(150)}ending`}, null)`;
    await deps.admin`vacuum analyze app.contacts`;
    await deps.admin`vacuum analyze app.search_documents`;
    await deps.admin`vacuum analyze app.field_values`;
  });
  afterAll(() => deps.close());

  /** Of the tables and, where rows were read through them, of their indexes. */
  const rowsRead = async (tx: Tx) => {
    const [reads] = await tx<{ rows: string }[]>`
      select sum(pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_fetched(c.oid)) as rows
      from (values ('app.contacts'::regclass), ('app.field_values'::regclass)) as t (read)
      join pg_class c on c.oid = t.read or c.oid in (select i.indexrelid from pg_index i where i.indrelid = t.read)`;
    return Number(reads?.rows);
  };
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
      // Counts of a connection, which may still hold those of the transaction before.
      const before = await rowsRead(tx);
      const page = ViewRecords.omit({ columns: true }).parse(JSON.parse(await previewView(ctx, asked)));
      return { names: page.items.map(({ name }) => name), rows: (await rowsRead(tx)) - before };
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

  it('on an own field reads those that hold the words', async () => {
    const [code] = await deps.admin<{ code: string }[]>`select md5('code 7') as code`;
    for (const [op, value] of [
      ['contains', code?.code ?? ''],
      ['is', `CODE ${code?.code}`],
      ['starts_with', `code ${code?.code.slice(0, 12)}`],
    ] as const) {
      const { names, rows } = await found({ all: [held('fields.code', op, value), held('title', 'is', 'Clerk')] });
      expect([op, names.length]).toEqual([op, 1]);
      expect(rows).toBeLessThan(100);
    }
    expect((await found(held('fields.code', 'contains', 'code'))).names).toHaveLength(200);
  });

  it('on the last interaction reads those who had one then', async () => {
    const recent = await found({ field: 'lastInteractionAt', op: 'past_days', value: 10 });
    expect(recent.names).toHaveLength(10);
    expect(recent.rows).toBeLessThan(100);
    const old = await found({ field: 'lastInteractionAt', op: 'older_than_days', value: 30 });
    expect(old.names).toHaveLength(10);
    expect(old.rows).toBeLessThan(100);
    expect((await found({ field: 'lastInteractionAt', op: 'is_empty' })).names).toHaveLength(200);
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
