import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('custom fields', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  const call = (method: string, path: string, body?: object, version = 1, token = ann.token) =>
    api.call(method, path, { token, headers: { 'if-match': `${version}` }, ...(body ? { body } : {}) });
  const create = async (name: string, type: string, more: object = {}) =>
    (await call('POST', '/v1/custom-fields', { recordType: 'contact', name, type, ...more })).body;
  const contactWith = async (fields: object) => {
    const id = await sampleContact(api, ann.token);
    const changed = await call('PATCH', `/v1/contacts/${id}`, { fields });
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
    return id;
  };
  const fieldsOf = async (id: string) => (await call('GET', `/v1/contacts/${id}`)).body.fields;

  it('are made with keys of their own, listed in their order, renamed, archived and restored', async () => {
    const first = await create('Größe des Gartens', 'number');
    const second = await create('Размер', 'text');
    const third = await create('2nd phone', 'text', { required: true });
    expect([first, second, third].map(({ key, position }) => [key, position])).toEqual([
      ['grosse_des_gartens', 0],
      ['field', 1],
      ['field_2nd_phone', 2],
    ]);
    const path = `/v1/custom-fields/${first.id}`;
    expect((await call('PATCH', path, { name: 'Garden' })).body).toMatchObject({
      name: 'Garden',
      key: 'grosse_des_gartens',
      version: 2,
    });
    expect((await call('PATCH', path, { name: 'Plot' })).status).toBe(412);
    const order = await call('POST', '/v1/custom-fields/order', { recordType: 'contact', ids: [third.id, first.id] });
    expect(order.body.items.map(({ id }) => id)).toEqual([third.id, first.id, second.id]);
    expect((await call('DELETE', path)).body.archivedAt).not.toBeNull();
    expect((await call('GET', '/v1/custom-fields?recordType=contact')).body.items).toHaveLength(2);
    expect((await call('GET', '/v1/custom-fields?archived=true')).body.items).toMatchObject([{ id: first.id }]);
    expect((await call('POST', `${path}/restore`)).body.archivedAt).toBeNull();
    expect((await call('GET', '/v1/custom-fields?recordType=deal')).body.items).toEqual([]);
  });

  it('are not told apart by two with one name, and keep keys unique', async () => {
    await create('Region', 'text');
    const again = await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'REGION', type: 'text' });
    expect(again).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
    const key = await call('POST', '/v1/custom-fields', {
      recordType: 'contact',
      name: 'X',
      key: 'region',
      type: 'text',
    });
    expect(key).toMatchObject({ status: 422, body: { errors: [{ path: 'key' }] } });
    expect((await create('Region!', 'text')).key).toBe('region_2');
    expect((await create('Region', 'text', { recordType: 'company' })).key).toBe('region');
  });

  it('are for owners and admins to manage, and for everybody to read', async () => {
    const field = await create('Region', 'text');
    for (const [role, status] of [
      ['admin', 201],
      ['member', 403],
      ['viewer', 403],
    ] as const) {
      const person = await createPerson(api.deps, { organizationId: ann.organizationId, role });
      const made = { recordType: 'deal', name: `By ${role}`, type: 'text' };
      expect((await call('POST', '/v1/custom-fields', made, 1, person.token)).status).toBe(status);
      expect((await call('GET', `/v1/custom-fields/${field.id}`, undefined, 1, person.token)).status).toBe(200);
    }
  });

  it('hold values of every type, on contacts, companies and deals', async () => {
    const other = await sampleContact(api, ann.token, { name: 'Bea' });
    const options = [{ label: 'Gold' }, { label: 'Серебро' }];
    for (const recordType of ['contact', 'company', 'deal']) {
      for (const type of ['text', 'number', 'money', 'date', 'url', 'person']) await create(type, type, { recordType });
      await create('select', 'select', { recordType, options });
      await create('several', 'multi_select', { recordType, options });
    }
    const fields = {
      text: 'Oak 🌳 שלום',
      number: -12.5,
      money: { amount: 125000, currency: 'EUR' },
      date: '2026-12-24',
      url: 'acme.example/team',
      person: { type: 'contact', id: other },
      select: 'серебро',
      several: ['gold', 'Серебро', 'gold'],
    };
    const kept = { ...fields, url: 'https://acme.example/team', select: 'option', several: ['gold', 'option'] };
    const contact = await contactWith(fields);
    expect(await fieldsOf(contact)).toEqual(kept);
    const made = await call('POST', '/v1/companies', { name: 'Acme', fields });
    expect(made.body.fields).toEqual(kept);
    expect((await call('POST', '/v1/deals', { name: 'Stairs', fields, tags: ['Hot'] })).body).toMatchObject({
      fields: kept,
      tags: ['Hot'],
    });
    const same = await call('PATCH', `/v1/contacts/${contact}`, { fields: kept }, 2);
    expect(same.body.version).toBe(2);
    const emptied = await call(
      'PATCH',
      `/v1/contacts/${contact}`,
      { fields: { text: '', number: null, several: [] } },
      2,
    );
    expect(Object.keys(emptied.body.fields).sort()).toEqual(['date', 'money', 'person', 'select', 'url']);
  });

  it.each([
    ['text', 5, 'Write text.'],
    ['text', 'x'.repeat(10_001), 'Is longer than 10,000 characters.'],
    ['number', '5', 'Write a number.'],
    ['number', 1e16, 'Is out of range: up to 1,000,000,000,000,000.'],
    ['money', 5, 'Write {amount, currency}, the amount in minor units up to 1,000,000,000,000,000.'],
    [
      'money',
      { amount: 1.5, currency: 'EUR' },
      'Write {amount, currency}, the amount in minor units up to 1,000,000,000,000,000.',
    ],
    ['money', { amount: 1, currency: 'EURO' }, 'The currency is not one of ISO 4217.'],
    ['date', '2026-02-30', 'Write a day such as 2026-12-24.'],
    ['url', 'javascript:alert(1)', 'Write a web address such as https://acme.example/team.'],
    ['person', { type: 'contact', id: '01900000-0000-7000-8000-000000000000' }, 'There is no such person here.'],
    ['person', 'Ann', 'Name a contact or a member: {type, id}.'],
    ['select', 'Platinum', 'Choose one of the options.'],
    ['multi_select', ['gold', 'Platinum'], 'Choose from the options only.'],
  ])('refuse as %s: %j', async (type, value, message) => {
    const options = type.endsWith('select') ? [{ label: 'Gold' }] : [];
    await create('Own', type, { options });
    const id = await sampleContact(api, ann.token);
    const refused = await call('PATCH', `/v1/contacts/${id}`, { fields: { own: value } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'fields.own', message, code: type }] } });
  });

  it('refuse unknown and archived ones by name, and other organizations’ people', async () => {
    const gone = await create('Gone', 'text');
    await create('Who', 'person');
    await call('DELETE', `/v1/custom-fields/${gone.id}`);
    const id = await sampleContact(api, ann.token);
    const stranger = await createPerson(api.deps);
    const fields = { nothing: 1, __proto__x: 1, gone: 'x', who: { type: 'member', id: stranger.userId } };
    const refused = await call('PATCH', `/v1/contacts/${id}`, { fields });
    expect(refused.body.errors.map(({ path }) => path).toSorted()).toEqual([
      'fields.__proto__x',
      'fields.gone',
      'fields.nothing',
      'fields.who',
    ]);
  });

  it('that must have a value keep it, and let captures without one through', async () => {
    await create('Region', 'text', { required: true });
    const id = await contactWith({ region: 'North' });
    const refused = await call('PATCH', `/v1/contacts/${id}`, { fields: { region: null } }, 2);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'fields.region' }] } });
  });

  it('say how many records use an option that is to go, and take it from them when that is confirmed', async () => {
    const options = ['Gold', 'Silver', 'Tin'].map((label) => ({ label }));
    const field = await create('Several', 'multi_select', { options });
    const both = await contactWith({ several: ['gold', 'silver'] });
    const one = await contactWith({ several: ['silver'] });
    const path = `/v1/custom-fields/${field.id}`;
    const fewer = { options: [{ key: 'gold', label: 'Golden' }, { label: 'Lead' }] };
    const refused = await call('PATCH', path, fewer);
    expect(refused).toMatchObject({ status: 409, body: { code: 'would_lose', count: 2 } });
    const confirmed = await call('PATCH', path, { ...fewer, confirm: true });
    expect(confirmed.body.options).toEqual([
      { key: 'gold', label: 'Golden' },
      { key: 'lead', label: 'Lead' },
    ]);
    expect([await fieldsOf(both), await fieldsOf(one)]).toEqual([{ several: ['gold'] }, {}]);
    expect((await call('PATCH', path, { options: [{ label: 'A' }, { label: 'a' }] }, 2)).status).toBe(422);
  });
});
