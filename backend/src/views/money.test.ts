import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('money in views', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    await call('POST', '/v1/custom-fields', { recordType: 'deal', name: 'Cost', type: 'money' });
    // A hundred thousand minor units: 1,000 dollars, 100,000 yen, 100 dinars.
    for (const [name, amount, currency] of [
      ['Dollars', 100_000, 'USD'],
      ['Few dollars', 99_999, 'USD'],
      ['Yen', 100_000, 'JPY'],
      ['Dinars', 100_000, 'KWD'],
    ] as const)
      await call('POST', '/v1/deals', { name, amount, currency, fields: { cost: { amount, currency } } });
    await call('POST', '/v1/deals', { name: 'None' });
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
  const preview = (where: object | null, sort: object[] = [{ field: 'name' }], more: object = {}) =>
    call('POST', '/v1/views/preview', { resource: 'deals', filter: { version: 1, where }, sort, ...more });
  const names = async (where: object | null, sort?: object[]) =>
    (await preview(where, sort)).body.items.map(({ name }) => name);

  it.each(['amount', 'fields.cost'])('of %s are compared within one currency', async (field) => {
    const is = (op: string, value: unknown, currency = 'USD') => names({ field, op, value, currency });
    expect(await is('gte', 100_000)).toEqual(['Dollars']);
    expect(await is('gte', 100_000, 'JPY')).toEqual(['Yen']);
    expect(await is('between', [1, 99_999])).toEqual(['Few dollars']);
    expect(await is('eq', 100_000, 'KWD')).toEqual(['Dinars']);
    expect(await is('lt', 1e9, 'EUR')).toEqual([]);
    // Another currency is another amount.
    expect(await is('ne', 100_000)).toEqual(['Dinars', 'Few dollars', 'None', 'Yen']);
    expect(await names({ field, op: 'is_filled' })).toHaveLength(4);
    expect(await names({ field, op: 'is_empty' })).toEqual(['None']);
  });

  it.each([
    [{ field: 'amount', op: 'gt', value: 5 }, 'Say in which currency: amounts in others are not compared.'],
    [
      { field: 'fields.cost', op: 'between', value: [1, 2] },
      'Say in which currency: amounts in others are not compared.',
    ],
    [{ field: 'amount', op: 'gt', value: 5, currency: 'XQQ' }, 'There is no such currency.'],
    [{ field: 'amount', op: 'is_empty', currency: 'EUR' }, 'Only comparisons of money have a currency.'],
    [{ field: 'name', op: 'is', value: 'x', currency: 'EUR' }, 'Only comparisons of money have a currency.'],
  ])('refuse %j', async (where, message) => {
    const { status, body } = await preview(where);
    expect([status, body.errors]).toEqual([422, [{ path: 'filter.where.currency', message }]]);
    expect((await preview({ ...where, currency: 'euros' })).status).toBe(422);
  });

  it.each(['amount', 'fields.cost'])('sorted by %s stand by currency, then by amount, page by page', async (field) => {
    const pages = async (direction: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const { body } = await preview(null, [{ field, direction }], { limit: 2, ...(cursor && { cursor }) });
        found.push(...body.items.map(({ name }) => name));
        cursor = body.nextCursor;
      } while (cursor !== null);
      return found;
    };
    expect(await pages('asc')).toEqual(['Yen', 'Dinars', 'Few dollars', 'Dollars', 'None']);
    expect(await pages('desc')).toEqual(['Dollars', 'Few dollars', 'Dinars', 'Yen', 'None']);
  });
});
