import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import { isTrue, readRawRow, textOf } from './raw-row.ts';
import { readAtOnce } from './read-at-once.ts';
import type { Tx } from './tenant.ts';

describe('a read at once', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
  });
  afterAll(() => deps.close());

  const reader = () => {
    if (!deps.reader) throw new Error('There is no reader');
    return deps.reader;
  };
  const read = <T>(run: (tx: Tx) => Promise<T>, permission = 'contacts.read') =>
    readAtOnce(reader(), ann.claims, { organization: null, permission }, run);

  it('asks as kith_reader, in the caller’s name and organization', async () => {
    const [row] = await read(
      (tx) => tx`select current_user as role, auth.uid() as caller, app.acting_organization() as organization`,
    );
    expect(row).toEqual({ role: 'kith_reader', caller: ann.userId, organization: ann.organizationId });
  });

  it('puts fragments, lists and parameters together', async () => {
    const names = ['b', 'a'];
    const rows = await read(
      (tx) => tx`
      with letters as (select * from unnest(${names}::text[]) as letter)
      select letter from letters where ${tx`letter = any(${names})`} ${tx`and length(letter) = ${1}`} order by letter`,
    );
    expect(rows.map((row) => row['letter'])).toEqual(['a', 'b']);
  });

  it('gives rows as bytes', async () => {
    const row = await read((tx) => readRawRow(tx`select ${'Ünï'}::text as name, null::text as nothing, true as yes`));
    expect(row?.map(textOf)).toEqual(['Ünï', null, 't']);
    expect(row?.map(isTrue)).toEqual([false, false, true]);
    expect(await read((tx) => readRawRow(tx`select 1 where false`))).toBeNull();
    await expect(read((tx) => readRawRow(tx`select 1`), 'no.such')).rejects.toMatchObject({ code: '42501' });
  });

  it('sends several at once, each with its own gate', async () => {
    const [[one], [two]] = await read((tx) => Promise.all([tx`select 1 as n`, tx`select 2 as n`]));
    expect([one?.['n'], two?.['n']]).toEqual([1, 2]);
  });

  it('refuses who lacks the permission, even when nothing is asked', async () => {
    const refused = { code: '42501' };
    await expect(read(async () => 'answer', 'no.such')).rejects.toMatchObject(refused);
    await expect(read((tx) => tx`select 1`, 'no.such')).rejects.toMatchObject(refused);
    // Postgres leaves out what can find nothing, the gate with it.
    await expect(read((tx) => tx`select 1 where false`, 'no.such')).rejects.toMatchObject(refused);
    expect(await read((tx) => tx`select 1 where false`)).toHaveLength(0);
    expect(await read(async () => 'answer')).toBe('answer');
  });

  it('reads nothing before the gate has answered', async () => {
    await expect(read((tx) => tx`select 1 / (random() * 0)::int as never`, 'no.such')).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('leaves nobody behind on its connections', async () => {
    await read((tx) => tx`select 1`);
    const rows = await Promise.all(
      Array.from(
        { length: 8 },
        () => reader()`
        select coalesce(current_setting('request.jwt.claims', true), '') || coalesce(current_setting('kith.reading', true), '') as left`,
      ),
    );
    for (const [row] of rows) expect(row?.['left']).toBe('');
    expect(await reader()`select from app.organizations`).toHaveLength(0);
  });

  it('waits for no other while one takes long', async () => {
    const held = await deps.admin.reserve();
    await held`select pg_advisory_lock(42)`;
    const slow = read((tx) => tx`select pg_advisory_xact_lock_shared(42)`);
    const quick = await Promise.all(Array.from({ length: 12 }, (_, n) => read((tx) => tx`select ${n}::int as n`)));
    expect(quick.map(([row]) => row?.['n'])).toEqual(Array.from({ length: 12 }, (_, n) => n));
    await held`select pg_advisory_unlock(42)`;
    await slow;
    held.release();
  });

  it('cannot write', async () => {
    await expect(read((tx) => tx`select app.act_in(null, 'contacts.write')`)).resolves.toHaveLength(1);
    await expect(reader()`update app.organizations set name = 'Mine'`).rejects.toMatchObject({ code: '25006' });
  });
});
