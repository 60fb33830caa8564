import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('another type for a field', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  const call = (method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': `${version}` }, ...(body ? { body } : {}) });
  const create = async (type: string, values: unknown[], more: object = {}) => {
    const field = await call('POST', '/v1/custom-fields', { recordType: 'company', name: 'Own', type, ...more });
    for (const [nth, own] of values.entries())
      await call('POST', '/v1/companies', { name: `C${nth}`, fields: { own } });
    return field.body.id;
  };
  const values = async () =>
    (await call('GET', '/v1/companies')).body.items.map(
      ({ fields }: { fields: Record<string, unknown> }) => fields['own'],
    );
  const change = (id: string, body: object, version = 1) => call('POST', `/v1/custom-fields/${id}/type`, body, version);
  const found = async (id: string, column: string) =>
    (
      await api.deps
        .admin`select ${api.deps.admin(column)} as v from app.field_values where field_id = ${id} order by 1`
    ).map((row) => row['v']);

  it('says what would be lost, changes nothing yet, refuses, and goes on when that is confirmed', async () => {
    const id = await create('text', ['12', '1,250.50', '1 250,75', 'a dozen', '-3']);
    const dry = await change(id, { type: 'number', dryRun: true });
    expect(dry.body).toMatchObject({ applied: false, total: 5, kept: 4, changed: 0, lost: 1, field: { type: 'text' } });
    expect(dry.body.samples).toMatchObject([{ from: 'a dozen', to: null }]);
    expect(await change(id, { type: 'number' })).toMatchObject({ status: 409, body: { code: 'would_lose', count: 1 } });
    expect(await values()).toEqual(['12', '1,250.50', '1 250,75', 'a dozen', '-3']);
    const done = await change(id, { type: 'number', confirm: true });
    expect(done.body).toMatchObject({ applied: true, lost: 1, field: { type: 'number', version: 2 } });
    expect(await values()).toEqual([12, 1250.5, 1250.75, undefined, -3]);
    expect(await found(id, 'number_value')).toEqual([-3, 12, 1250.5, 1250.75]);
  });

  it.each([
    ['date', ['2026-12-24', '2026-12-24 10:00 call Ada about the roof'], {}],
    ['number', ['7', '007'], {}],
    ['number', ['4930', '+4930'], {}],
    ['number', ['1.25', '1.2345678901234567890'], {}],
    ['money', ['12.34', '12.345'], { currency: 'EUR' }],
    ['money', ['500 JPY', '500.5 JPY'], { currency: 'EUR' }],
  ])('to %s keeps %s', async (type, [kept, cut], more) => {
    const id = await create('text', [kept, cut]);
    expect(await change(id, { type, ...more })).toMatchObject({ status: 409, body: { code: 'would_lose', count: 1 } });
    const dry = await change(id, { type, dryRun: true, ...more });
    expect(dry.body).toMatchObject({ kept: 1, changed: 1, lost: 0, samples: [{ from: cut }] });
    expect(await values()).toEqual([kept, cut]);
  });

  it('needs no word when nothing is lost', async () => {
    const id = await create('number', [12, 0.5]);
    expect((await change(id, { type: 'text' })).body).toMatchObject({
      applied: true,
      kept: 2,
      field: { type: 'text' },
    });
    expect(await values()).toEqual(['12', '0.5']);
    expect(await found(id, 'text_value')).toEqual(['0.5', '12']);
  });

  it('makes options from the values', async () => {
    const id = await create('text', ['North', 'north', 'Süd']);
    const done = await change(id, { type: 'select' });
    expect(done.body.field.options.map(({ label }) => label).toSorted()).toEqual(['Süd', 'north']);
    expect(await values()).toEqual(['north', 'north', 'sud']);
    expect((await change(id, { type: 'multi_select' }, 2)).body).toMatchObject({ kept: 3, lost: 0 });
    expect(await values()).toEqual([['north'], ['north'], ['sud']]);
  });

  it('counts what loses a part: a currency, further options', async () => {
    const money = await create('money', [
      { amount: 1250, currency: 'EUR' },
      { amount: 500, currency: 'JPY' },
    ]);
    expect((await change(money, { type: 'number', dryRun: true })).body).toMatchObject({ changed: 2, lost: 0 });
    await change(money, { type: 'number', confirm: true });
    expect(await values()).toEqual([12.5, 500]);
    const back = await change(money, { type: 'money', currency: 'eur' }, 2);
    expect(back.body).toMatchObject({ applied: true, kept: 2 });
    expect(await values()).toEqual([
      { amount: 1250, currency: 'EUR' },
      { amount: 50000, currency: 'EUR' },
    ]);
  });

  it('waits for writers of values, so that none of the old type slips in', async () => {
    const id = await create('text', ['1']);
    const replies = await Promise.all([
      change(id, { type: 'number' }),
      ...Array.from({ length: 8 }, (_, n) => call('POST', '/v1/companies', { name: `R${n}`, fields: { own: `${n}` } })),
    ]);
    expect(replies[0]?.status).toBe(200);
    const all = (await values()).filter((value) => value !== undefined);
    expect(all.every((value) => typeof value === 'number')).toBe(true);
    expect(await found(id, 'number_value')).toHaveLength(all.length);
  });
});
