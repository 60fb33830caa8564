import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDeps, type TestDeps } from '../testing/test-deps.ts';
import { piece, piecesOf, queryOf } from './pieces.ts';

describe('pieces of SQL', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  const tag = (most?: number) => piecesOf(deps.sql, (whole) => queryOf(deps.sql, whole, most));

  it.each([
    ['as one template', undefined],
    ['as the driver puts them together, when too many are kept', 0],
  ])('go %s', async (_, most) => {
    const sql = tag(most);
    const parts = [1, 2].map((n) => sql`union all select ${n}::int, ${'x'}::text`);
    const rows = await sql`
      select r.${sql('number')} as n, ${sql('r.odd"name')} as name
      from (select ${0}::int as number, ${null}::text as "odd""name" ${parts}) r
      where r.number < ${5} ${sql``} order by 1 limit ${sql.unsafe('2')}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { n: 0, name: null },
      { n: 1, name: 'x' },
    ]);
  });

  it('are sent once, however often they are awaited', async () => {
    const sql = tag();
    const query = sql`select gen_random_uuid() as id`;
    const [[one], [two]] = [await query, await query];
    expect(one).toEqual(two);
    await expect(sql`select 1 / 0`.catch(() => 'caught')).resolves.toBe('caught');
    await expect(sql`select 1 / 0`).rejects.toMatchObject({ code: '22012' });
  });

  it('never leave out a parameter that is missing', () => {
    const missing: string | undefined = new Map<string, string>().get('no');
    const values = missing === undefined ? [] : [missing];
    expect(() => queryOf(deps.sql, piece`select ${values.at(0) ?? null}::text`)).not.toThrow();
    const hole = Object.assign(['select ', '::text'], { raw: ['select ', '::text'] });
    expect(() => queryOf(deps.sql, piece(hole))).toThrow('undefined');
  });

  it('name one column or table at a time', () => {
    expect(() => tag()(['a', 'b'])).toThrow('one column');
  });
});
