import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptDeleted, purges } from '../../backend/src/jobs/sweeps/purge-registry.ts';
import { createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';

describe('the purges', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  it('know every table that people delete from', async () => {
    const tables = await deps.admin`
      select t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'deleted_at'
      where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' and not a.attisdropped order by 1`;
    const named = [...purges.map(({ table }) => table), ...Object.keys(keptDeleted)];
    expect(
      tables.map((row) => row['name']),
      'name the table in purge-registry.ts',
    ).toEqual(named.toSorted());
  });

  it('know every row that would hold back another', async () => {
    const holding = await deps.admin`
      select target.relname || ' ← ' || held.relname as name from pg_constraint k
      join pg_class target on target.oid = k.confrelid join pg_class held on held.oid = k.conrelid
      where k.contype = 'f' and k.confdeltype in ('a', 'r') and target.relname = any(${purges.map(({ table }) => table)})
      order by 1`;
    const cleared = purges.flatMap(({ table, clear = [] }) => clear.map((one) => `${table} ← ${one.table}`));
    const unnamed = holding.map((row) => String(row['name'])).filter((name) => !cleared.includes(name));
    expect(unnamed, 'say in purge-registry.ts what becomes of these').toEqual([]);
  });
});
