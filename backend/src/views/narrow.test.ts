import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs, type Tx } from '../db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import type { Sorting } from './check-filter.ts';
import type { FilterNode } from './filter.ts';
import { previewView } from './read-records.ts';
import { ViewRecords } from './schema.ts';

interface Asked {
  by?: TestPerson;
  sort?: Sorting[];
  limit?: number;
}

describe('a filter on text', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  let codeField: string;
  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
    const { organizationId } = ann;
    const [field] = await deps.admin<{ id: string }[]>`
      insert into app.custom_fields (organization_id, record_type, key, name, type)
      values (${organizationId}, 'contact', 'code', 'Code', 'text') returning id`;
    codeField = field?.id ?? '';
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
  const found = (where: FilterNode | null, { by = ann, sort = [], limit = 200 }: Asked = {}) =>
    readAs(deps.sql, by.claims, async (tx) => {
      await actIn(tx, by.organizationId, 'views.read');
      const ctx = {
        tx,
        deps,
        requestId: '',
        actor: { kind: 'user' as const, id: by.userId, userId: by.userId, claims: by.claims },
      };
      const filter = { version: 1 as const, where };
      const asked = { resource: 'contacts' as const, filter, sort, columns: ['name'], zone: 'UTC', limit };
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
      expect([op, names.length, rows < 100 ? 'few' : rows]).toEqual([op, 1, 'few']);
    }
    expect((await found(held('fields.code', 'contains', 'code'))).names).toHaveLength(200);
  });

  it('on a long own text looks at all of it, by an index', async () => {
    const long = `${'quiet lighthouse '.repeat(500)}then a Théodolite of 100%_\\ brass`;
    await deps.admin`
      insert into app.contacts (organization_id, name, fields) values
        (${ann.organizationId}, 'Long', ${JSON.stringify({ code: long })}::text::jsonb),
        (${ann.organizationId}, 'Longer', ${JSON.stringify({ code: `${long} chain` })}::text::jsonb),
        (${ann.organizationId}, 'Folded', ${JSON.stringify({ code: `${'ß'.repeat(150)} unfolded` })}::text::jsonb)`;
    for (const [op, value, names] of [
      ['contains', 'eodolite of 100%_\\', ['Long', 'Longer']],
      ['contains', 'brass chain', ['Longer']],
      ['starts_with', `${'quiet lighthouse '.repeat(20)}quiet`, ['Long', 'Longer']],
      ['starts_with', 'lighthouse', []],
      ['is', long.slice(0, 200), []],
      ['is', `${'ss'.repeat(150)} UNFOLDED`, ['Folded']],
      ['contains', 'ss unfolded', ['Folded']],
    ] as const) {
      const { names: seen, rows } = await found(held('fields.code', op, value));
      expect([op, value, seen.toSorted()]).toEqual([op, value, [...names]]);
      expect(rows).toBeLessThan(100);
    }
    const without = {
      all: [held('name', 'starts_with', 'Long'), { field: 'fields.code', op: 'not_contains' as const, value: 'chain' }],
    };
    expect((await found(without)).names).toContain('Long');
    expect((await found(without)).names).not.toContain('Longer');
    const stranger = await createPerson(deps);
    const [row] = await readAs(
      deps.sql,
      stranger.claims,
      (tx) => tx`select app.own_text_ids(${codeField}, 'brass', ${ann.organizationId}, 10) as ids`,
    );
    expect(row).toEqual({ ids: null });
  });

  it('on the last interaction reads those who had one then', async () => {
    const recent = await found({ field: 'lastInteractionAt', op: 'past_days', value: 10 });
    expect(recent.names).toHaveLength(10);
    expect(recent.rows).toBeLessThan(100);
    const old = await found({ field: 'lastInteractionAt', op: 'older_than_days', value: 30 });
    expect(old.names).toHaveLength(10);
    expect(old.rows).toBeLessThan(100);
  });

  it('on whether there was one reads those who had or had none', async () => {
    const had = await found({ field: 'lastInteractionAt', op: 'is_filled' });
    expect(had.names).toHaveLength(40);
    expect(had.rows).toBeLessThan(300);
    const none = await found({ field: 'lastInteractionAt', op: 'is_empty' });
    expect(none.names).toHaveLength(200);
    expect(none.rows).toBeLessThan(1000);
    // Where but few had none, too.
    const bob = await createPerson(deps);
    await deps.admin`
      insert into app.contacts (organization_id, name, last_interaction_at, active_at)
      select ${bob.organizationId}, 'Person ' || n, at, coalesce(at, now() - interval '1 year')
      from generate_series(1, 3000) as n,
        lateral (select case when n % 1000 > 0 then now() - n * interval '1 minute' end as at) as met`;
    const few = await found({ field: 'lastInteractionAt', op: 'is_empty' }, { by: bob });
    expect(few.names).toHaveLength(3);
    expect(few.rows).toBeLessThan(50);
  });

  it.each(['asc', 'desc'] as const)(
    'sorted by the last interaction, %s, reads the rows of the page',
    async (direction) => {
      const sort = [{ field: 'lastInteractionAt', direction }];
      const { names, rows } = await found(null, { sort, limit: 20 });
      expect(names).toHaveLength(20);
      expect(rows).toBeLessThan(150);
      const all = await found(null, { sort, limit: 200 });
      expect(all.names.slice(0, 20)).toEqual(names);
      expect(all.rows).toBeLessThan(1000);
      const expected = await deps.admin<{ name: string }[]>`
      select name from app.contacts where organization_id = ${ann.organizationId}
      order by last_interaction_at ${deps.admin.unsafe(direction)} nulls last,
        active_at ${deps.admin.unsafe(direction)}, id ${deps.admin.unsafe(direction)} limit 200`;
      expect(all.names).toEqual(expected.map(({ name }) => name));
    },
  );

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
