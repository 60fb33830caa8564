import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('lists of people and companies', () => {
  let api: TestApi;
  let ann: TestPerson;
  const ids = new Map<string, string>();
  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });

  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    for (const recordType of ['contact', 'company']) {
      await call('POST', '/v1/custom-fields', { recordType, name: 'Budget', type: 'number' });
    }
    const people = [
      { name: 'éva', tags: ['VIP'], ownerId: ann.userId, companyName: 'Zeta', fields: { budget: 5 } },
      { name: 'Adam', tags: ['vip', 'Berlin'], doNotContact: true, companyName: 'Alpha' },
      { name: 'Zoë', companyName: 'Zeta', title: 'Chair', fields: { budget: 50 } },
      { name: 'Яна' },
    ];
    for (const person of people) {
      ids.set(person.name, (await call('POST', '/v1/contacts', person)).body.contact.id);
    }
    for (const { id, name } of (await call('GET', '/v1/companies')).body.items) ids.set(name, id);
    await call('PATCH', `/v1/companies/${idOf('Zeta')}`, { tags: ['VIP'], ownerId: ann.userId, fields: { budget: 7 } });
    await call('POST', '/v1/interactions', sampleMessage(idOf('éva'), 'one', { occurredAt: '2026-01-02T03:04:05Z' }));
    await call('POST', '/v1/interactions', sampleMessage(idOf('Adam'), 'two', { occurredAt: '2025-01-02T03:04:05Z' }));
  });
  afterAll(() => api.close());
  const idOf = (name: string) => ids.get(name) ?? '';

  const namesOf = async (path: string) => {
    const names: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      names.push(...body.items.map(({ name }) => name));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return names;
  };

  it.each([
    ['/v1/contacts', ['Яна', 'Zoë', 'éva', 'Adam']],
    ['/v1/contacts?sort=activity', ['Яна', 'Zoë', 'éva', 'Adam']],
    ['/v1/contacts?sort=name', ['Adam', 'éva', 'Zoë', 'Яна']],
    ['/v1/contacts?sort=created', ['Яна', 'Zoë', 'Adam', 'éva']],
    ['/v1/contacts?sort=name&tag=ViP', ['Adam', 'éva']],
    ['/v1/contacts?sort=name&tag=nobody', []],
    ['/v1/contacts?sort=name&ownerId=none', ['Adam', 'Zoë', 'Яна']],
    ['/v1/contacts?doNotContact=true', ['Adam']],
    ['/v1/contacts?sort=name&doNotContact=false&tag=vip', ['éva']],
    ['/v1/contacts?field=budget:gte:6', ['Zoë']],
    ['/v1/contacts?sort=name&field=budget:filled', ['éva', 'Zoë']],
    ['/v1/contacts?search=eva', ['éva']],
    ['/v1/companies', ['Alpha', 'Zeta']],
    ['/v1/companies?sort=created', ['Alpha', 'Zeta']],
    ['/v1/companies?sort=activity', ['Zeta', 'Alpha']],
    ['/v1/companies?tag=vip', ['Zeta']],
    ['/v1/companies?ownerId=none', ['Alpha']],
    ['/v1/companies?field=budget:eq:7', ['Zeta']],
    ['/v1/companies?search=alp', ['Alpha']],
    ['/v1/companies?deleted=true', []],
  ])('%s', async (path, names) => {
    expect(await namesOf(path)).toEqual(names);
  });

  it('narrow to an owner and to who works at a company', async () => {
    expect(await namesOf(`/v1/contacts?ownerId=${ann.userId}`)).toEqual(['éva']);
    expect(await namesOf(`/v1/contacts?sort=name&companyId=${idOf('Zeta')}`)).toEqual(['éva', 'Zoë']);
    expect(await namesOf(`/v1/companies?ownerId=${ann.userId}`)).toEqual(['Zeta']);
  });

  it('refuse a cursor of another order, and conditions that make no sense', async () => {
    const { nextCursor } = (await call('GET', '/v1/contacts?sort=name&limit=1')).body;
    const crossed = await call('GET', `/v1/contacts?sort=created&cursor=${nextCursor}`);
    expect(crossed).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    for (const field of ['budget', 'budget:like:x', 'budget:eq:many', 'nothing:filled']) {
      expect((await call('GET', `/v1/contacts?field=${field}`)).body.code).toBe('invalid_input');
    }
    expect((await call('GET', '/v1/contacts?ownerId=ann')).status).toBe(422);
  });

  it('show who works at a company, then who did', async () => {
    const zeta = idOf('Zeta');
    const adam = (await call('GET', `/v1/contacts/${idOf('Adam')}`)).body;
    const past = { companyName: 'Zeta', title: 'Clerk', from: '2001-01-01', to: '2002-01-01' };
    await api.call('PATCH', `/v1/contacts/${adam.id}`, {
      token: ann.token,
      body: { employments: [{ companyName: 'Alpha' }, past] },
      headers: { 'if-match': `${adam.version}` },
    });
    const first = await call('GET', `/v1/companies/${zeta}/contacts?limit=2`);
    expect(first.body.items).toMatchObject([
      { contact: { name: 'éva' }, employment: { current: true } },
      { contact: { name: 'Zoë' }, employment: { title: 'Chair', current: true } },
    ]);
    const rest = await call('GET', `/v1/companies/${zeta}/contacts?limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({
      items: [
        { contact: { name: 'Adam', title: null }, employment: { title: 'Clerk', to: '2002-01-01', current: false } },
      ],
      nextCursor: null,
    });
    expect((await call('GET', `/v1/companies/${zeta}`)).body).toMatchObject({ peopleCount: 2, openDealCount: 0 });
  });

  it.each([
    ['contacts', 'contacts_by_name', 'sort_name, id'],
    ['contacts', 'contacts_newest', 'id desc'],
    ['companies', 'companies_by_sort_name', 'sort_name, id'],
    ['companies', 'companies_by_activity', 'active_at desc, id desc'],
  ])('of %s go through the index %s', async (table, index, order) => {
    const plan = await api.deps.admin.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      await tx`set local enable_sort = off`;
      return tx.unsafe(`explain (format json) select * from app.${table}
        where organization_id = '${ann.organizationId}' and deleted_at is null order by ${order} limit 50`);
    });
    expect(JSON.stringify(plan)).toContain(index);
  });

  it('pages through rows that came in together, within one millisecond', async () => {
    const bea = await createPerson(api.deps);
    await api.deps.admin`
      insert into app.contacts (organization_id, name, active_at)
      select ${bea.organizationId}, 'Person ' || n, '2026-01-02T03:04:05.678901Z' from generate_series(1, 5) as n`;
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/v1/contacts?limit=2${cursor}`, { token: bea.token });
      seen.push(...body.items.map(({ name }) => name));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5].map((n) => `Person ${n}`));
  });
});
