import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { connect } from '../db/pool.ts';
import { readAs } from '../db/tenant.ts';
import { createApp } from '../http/app.ts';
import { sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { fieldOrder } from './field-order.ts';

const lists = { contact: 'contacts', company: 'companies', deal: 'deals' };
const kinds = ['contact', 'company', 'deal'] as const;

describe('a list sorted by an own field', () => {
  let api: TestApi;
  let ann: TestPerson;
  const call = async (method: string, path: string, body?: object) => {
    const reply = await api.call(method, path, { token: ann.token, ...(body && { body }) });
    if (reply.status >= 300) throw new Error(`Answered with ${reply.status} ${reply.body.detail}`);
    return reply.body;
  };
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    const options = [{ label: 'Gold' }, { label: 'Tin' }];
    const values: Record<string, unknown>[] = [
      { word: 'Éclair', count: 10, price: { amount: 500, currency: 'EUR' }, day: '2026-03-01', tier: 'tin' },
      { word: 'bread', count: -2.5, price: { amount: 40, currency: 'JPY' }, day: '0999-12-31', tier: 'gold' },
      {},
      { word: 'Bread', count: 1e15, price: { amount: 7000, currency: 'EUR' }, day: '2026-02-01', tier: 'gold' },
      {},
    ];
    for (const recordType of kinds) {
      for (const [name, type] of [
        ['Word', 'text'],
        ['Count', 'number'],
        ['Price', 'money'],
        ['Day', 'date'],
        ['Tier', 'select'],
        ['Topics', 'multi_select'],
      ]) {
        const more = type?.endsWith('select') ? { options } : {};
        await call('POST', '/v1/custom-fields', { recordType, name, type, ...more });
      }
      for (const [nth, fields] of values.entries())
        await call('POST', `/v1/${lists[recordType]}`, { name: `R${nth}`, fields });
    }
  });
  afterAll(() => api.close());

  /** The names of all pages, two a page. */
  const names = async (kind: (typeof kinds)[number], sort: string, more = '') => {
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await call('GET', `/v1/${lists[kind]}?limit=2&sort=${sort}${more}${cursor && `&cursor=${cursor}`}`);
      found.push(...page.items.map(({ name }: { name: string }) => name));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    return found.join(' ');
  };

  it.each(kinds)('%s: goes through all pages in order, either way, those without a value last', async (kind) => {
    expect(await names(kind, 'field:word')).toBe('R1 R3 R0 R2 R4');
    expect(await names(kind, 'field:word:desc')).toBe('R0 R3 R1 R4 R2');
    expect(await names(kind, 'field:count')).toBe('R1 R0 R3 R2 R4');
    // Forty yen are no forty euros: currencies stand together.
    expect(await names(kind, 'field:price')).toBe('R0 R3 R1 R2 R4');
    expect(await names(kind, 'field:price:desc')).toBe('R1 R3 R0 R4 R2');
    expect(await names(kind, 'field:day')).toBe('R1 R3 R0 R2 R4');
    expect(await names(kind, 'field:tier')).toBe('R1 R3 R0 R2 R4');
    // With what else the list is asked for.
    expect(await names(kind, 'field:count', '&search=r0')).toBe('R0');
  });

  it('leaves out what is deleted, and follows a value', async () => {
    const { items } = await call('GET', '/v1/companies?search=r1');
    await call('DELETE', `/v1/companies/${items[0]?.id}`);
    expect(await names('company', 'field:word')).toBe('R3 R0 R2 R4');
    await call('POST', `/v1/companies/${items[0]?.id}/restore`);
    expect(await names('company', 'field:word')).toBe('R1 R3 R0 R2 R4');
  });

  it.each(['field:nothing', 'field:topics', 'field:', 'field:Word', 'field:word:up', 'field:word;', 'field'])(
    'refuses %s by name',
    async (sort) => {
      for (const path of Object.values(lists)) {
        const refused = await api.call('GET', `/v1/${path}?sort=${sort}`, { token: ann.token });
        expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ path: 'sort' }] } });
      }
    },
  );

  it('refuses a cursor of another order, and one that was changed', async () => {
    const { nextCursor } = await call('GET', '/v1/contacts?limit=2&sort=field:count');
    const real = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString());
    expect(real.keys).toEqual(['number', '10']);
    const forged = [
      ...['many', '1e999', '1e-999', 'NaN', '0x1', ''].map((value) => ({ ...real, keys: ['number', value] })),
      { ...real, keys: ['text', 'a'] },
      { ...real, keys: ['date', '2026-02-31'] },
      { ...real, keys: ['date', '2026-02-01'] },
      { ...real, keys: ['secret', '1'] },
      { ...real, keys: ['number'] },
      { ...real, keys: ['number', '1', '2'] },
      { ...real, keys: [] },
      { of: real.of, id: real.id },
      { ...real, id: 'x' },
    ].map((cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url'));
    for (const cursor of forged) {
      const refused = await api.call('GET', `/v1/contacts?sort=field:count&cursor=${cursor}`, { token: ann.token });
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    }
    const { nextCursor: priced } = await call('GET', '/v1/contacts?limit=2&sort=field:price');
    const place = JSON.parse(Buffer.from(priced ?? '', 'base64url').toString());
    expect(place.keys).toEqual(['money', 'EUR 7000']);
    for (const value of ['7000', 'EUR', 'EUR many', 'EURO 5']) {
      const cursor = Buffer.from(JSON.stringify({ ...place, keys: ['money', value] })).toString('base64url');
      const refused = await api.call('GET', `/v1/contacts?sort=field:price&cursor=${cursor}`, { token: ann.token });
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    }
    for (const sort of ['field:count:desc', 'field:price', 'name', 'activity']) {
      const refused = await api.call('GET', `/v1/contacts?sort=${sort}&cursor=${nextCursor}`, { token: ann.token });
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    }
    for (const path of ['companies', 'deals']) {
      const refused = await api.call('GET', `/v1/${path}?sort=field:count&cursor=${nextCursor}`, { token: ann.token });
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    }
  });

  it('knows no fields of another organization, nor for a key that may not read own fields', async () => {
    const bob = await createPerson(api.deps);
    expect(await api.call('GET', '/v1/contacts?sort=field:count', { token: bob.token })).toMatchObject({ status: 422 });
    const embed = await sampleEmbed(api, ann.token);
    const asked = { token: embed.token, headers: { origin: embed.origin } };
    expect(await api.call('GET', '/v1/contacts?sort=field:count', asked)).toMatchObject({ status: 422 });
  });

  it('sets how a page is planned in the transaction that reads it', async () => {
    const ended = connect('postgres://nobody@127.0.0.1:1/none', 1);
    await ended.end();
    const app = createApp({ ...api.deps, reader: ended });
    const get = (path: string) => app.request(path, { headers: { authorization: `Bearer ${ann.token}` } });
    for (const path of Object.values(lists)) {
      expect((await get(`/v1/${path}?sort=field:count`)).status).toBe(200);
      // Every other list is one statement of the reader.
      expect((await get(`/v1/${path}`)).status).toBe(503);
    }
  });

  it('reads a page through the index, in the caller’s name, not the organization', async () => {
    const cleo = await createPerson(api.deps);
    const { organizationId } = cleo;
    await api.deps.admin`
      insert into app.custom_fields (organization_id, record_type, key, name, type)
      values (${organizationId}, 'contact', 'count', 'Count', 'number'), (${organizationId}, 'contact', 'price', 'Price', 'money')`;
    await api.deps.admin`
      insert into app.contacts (organization_id, name, fields)
      select ${organizationId}, 'Person ' || n, jsonb_build_object('count', n, 'price', jsonb_build_object('amount', n, 'currency', case n % 2 when 0 then 'EUR' else 'JPY' end))
      from generate_series(1, 5000) as n`;
    await api.deps.admin`vacuum analyze app.contacts`;
    await api.deps.admin`vacuum analyze app.field_values`;
    const wanted = [
      { key: 'count', keys: ['number', '2500'], index: 'field_values_number', row: 'ROW(number_value, record_id)' },
      {
        key: 'price',
        keys: ['money', 'EUR 2500'],
        index: 'field_values_money',
        row: 'ROW(currency, number_value, record_id)',
      },
    ];
    for (const { key, keys, index, row, descending } of wanted.flatMap((one) =>
      [false, true].map((descending) => ({ ...one, descending })),
    )) {
      const plan = await readAs(api.deps.sql, cleo.claims, async (tx) => {
        await actIn(tx, organizationId, 'contacts.read');
        const holds = tx`c.organization_id = (select app.acting_organization()) and c.deleted_at is null`;
        const sort = { key, descending };
        const of = `contacts-by-${key}${descending ? '-down' : ''}`;
        const cursor = Buffer.from(JSON.stringify({ of, id: cleo.userId, keys })).toString('base64url');
        const asked = {
          table: 'contacts' as const,
          type: 'contact' as const,
          sort,
          limit: 50,
          row: tx`c`,
          holds,
          filtered: false,
        };
        const order = fieldOrder(tx, { ...asked, cursor });
        await order.prepare();
        const rows = await tx`explain (analyze, costs off, timing off) ${order.found}`;
        return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
      });
      expect(plan).toMatch(new RegExp(`Index (Only )?Scan (Backward )?using ${index}`));
      expect(plan).toContain(row);
      // The page ended before those without a value were looked at.
      const read = [...plan.matchAll(/Scan.*actual rows=(\d+)/g)].map(([, rows]) => Number(rows));
      expect(Math.max(...read)).toBeLessThan(100);
    }
  });
});
