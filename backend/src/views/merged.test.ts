// A filter that names somebody who was merged away means whom they live on as, in both readings of it, as long as the merge stands.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a filter that names a merged record', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
  const company = async (name: string) => (await call('POST', '/v1/companies', { name })).body.id;
  const view = async (resource: string, field: string, ids: string[], op = 'any_of') => {
    const filter = { version: 1, where: { field, op, value: ids } };
    const made = await call('POST', '/v1/views', {
      name: field,
      resource,
      filter,
      shared: true,
      sort: [{ field: 'name' }],
    });
    return made.body.id;
  };
  const records = async (id: string) =>
    (await call('GET', `/v1/views/${id}/records`)).body.items.map(({ name }) => name);
  const merge = async (kind: 'contacts' | 'companies', winnerId: string, loserId: string) =>
    (await call('POST', `/v1/${kind}/merge`, { winnerId, loserId })).body.undoToken;
  const undo = async (undoToken: string) => expect((await call('POST', '/v1/undo', { undoToken })).status).toBe(200);

  it('follows a company, once and again, and comes back with the undo', async () => {
    const [old, acme, group] = [await company('Acme Old'), await company('Acme'), await company('Group')];
    await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Acme Old' });
    await sampleContact(api, ann.token, { name: 'Bea', companyName: 'Acme' });
    await sampleContact(api, ann.token, { name: 'Cy', companyName: 'Group' });
    const [named, others] = [
      await view('contacts', 'company', [old]),
      await view('contacts', 'company', [old], 'none_of'),
    ];
    const { token, origin } = await sampleEmbed(api, ann.token, { segmentId: named });
    const embedded = async () =>
      (await api.call('GET', '/v1/contacts?sort=name', { token, headers: { origin } })).body.items.map(
        ({ name }) => name,
      );
    const all = async () => [await records(named), await embedded(), await records(others)];
    expect(await all()).toEqual([['Ada'], ['Ada'], ['Bea', 'Cy']]);
    const first = await merge('companies', acme, old);
    expect(await all()).toEqual([['Ada', 'Bea'], ['Ada', 'Bea'], ['Cy']]);
    const second = await merge('companies', group, acme);
    expect(await all()).toEqual([['Ada', 'Bea', 'Cy'], ['Ada', 'Bea', 'Cy'], []]);
    await undo(second);
    await undo(first);
    expect(await all()).toEqual([['Ada'], ['Ada'], ['Bea', 'Cy']]);
  });

  it('follows a person of deals and of own fields', async () => {
    const [ada, twin] = [
      await sampleContact(api, ann.token, { name: 'Ada' }),
      await sampleContact(api, ann.token, { name: 'Ada Twin' }),
    ];
    await call('POST', '/v1/custom-fields', { recordType: 'deal', name: 'Champion', type: 'person' });
    const champion = { type: 'contact', id: twin };
    await call('POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: twin }], fields: { champion } });
    await call('POST', '/v1/deals', { name: 'Bridge', contacts: [{ contactId: ada }] });
    const [people, own] = [await view('deals', 'contact', [twin]), await view('deals', 'fields.champion', [twin])];
    const permissions = ['deals.read', 'pipelines.read'];
    const key = await sampleEmbed(api, ann.token, { segmentId: own, permissions, widgets: ['kith-board'] });
    const embedded = async () =>
      (await api.call('GET', '/v1/deals', { token: key.token, headers: { origin: key.origin } })).body.items;
    const token = await merge('contacts', ada, twin);
    expect([await records(people), await records(own)]).toEqual([['Bridge', 'Stairs'], ['Stairs']]);
    expect(await embedded()).toMatchObject([{ name: 'Stairs' }]);
    await undo(token);
    expect([await records(people), await records(own)]).toEqual([['Stairs'], ['Stairs']]);
    expect(await embedded()).toMatchObject([{ name: 'Stairs' }]);
  });

  it('tells strangers nothing of whom their ids were merged into', async () => {
    const [old, acme] = [await company('Acme Old'), await company('Acme')];
    await merge('companies', acme, old);
    const bob = await createPerson(api.deps);
    const followed = async ({ claims }: TestPerson) => {
      const [row] = await api.deps.admin.begin(async (tx) => {
        await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
          set_config('kith.organization', ${ann.organizationId}, true)`;
        await tx`set local role authenticated`;
        return tx<{ ids: string[] }[]>`select app.followed_ids(${[old]}::uuid[]) as ids`;
      });
      return row?.ids;
    };
    expect(await followed(bob)).toEqual([old]);
    expect(await followed(ann)).toEqual([old, acme]);
  });
});
