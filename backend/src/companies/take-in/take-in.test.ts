import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestWorker, untilEnded } from '../../jobs/testing/test-worker.ts';
import { sampleContact } from '../../testing/samples.ts';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { partSize } from './take-part.ts';

describe('a company that gets a domain', () => {
  let api: TestApi;
  let worker: Awaited<ReturnType<typeof startTestWorker>>;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    worker = await startTestWorker(api.deps);
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });

  const call = (method: string, path: string, body?: object, { token = ann.token, version = 1 } = {}) =>
    api.call(method, path, { token, headers: { 'if-match': `"${version}"` }, ...(body ? { body } : {}) });
  const person = (email: string, more: object = {}) =>
    sampleContact(api, ann.token, { name: email, points: [{ kind: 'email', value: email }], ...more });
  const companyOf = async (id: string) => (await call('GET', `/v1/contacts/${id}`)).body.company?.name ?? null;
  const undo = async (undoToken: string) => (await call('POST', '/v1/undo', { undoToken })).body;
  const peopleAt = async (id: string) =>
    (await call('GET', `/v1/companies/${id}/contacts`)).body.items.map(({ contact }) => contact.name);

  it('as it is made takes in who has an address there and works nowhere, and lets them go with its undo', async () => {
    await call('POST', '/v1/companies', { name: 'Elsewhere' });
    const ada = await person('ada@acme.example', { title: 'Buyer' });
    const bea = await person('bea@mail.acme.example');
    const others = [
      await person('cy@acme.example', { companyName: 'Elsewhere' }),
      await person('dee@notacme.example'),
      await person('acme.example@home.example'),
    ];
    const gone = await person('eve@acme.example');
    await call('DELETE', `/v1/contacts/${gone}`);
    const stranger = await createPerson(api.deps);
    await sampleContact(api, stranger.token, { points: [{ kind: 'email', value: 'fay@acme.example' }] });
    await call('POST', '/v1/companies', { name: 'Branch', domain: 'north.acme.example' });
    const closer = await person('gil@x.north.acme.example');
    await call('PATCH', `/v1/contacts/${closer}`, { companyName: null });
    const told = await Promise.all(others.map(companyOf));

    const made = (await call('POST', '/v1/companies', { name: 'Acme', domain: 'acme.example' })).body;
    expect(made.tookIn).toEqual({ people: 2, jobId: null });
    expect(await peopleAt(made.id)).toEqual(['ada@acme.example', 'bea@mail.acme.example']);
    expect((await call('GET', `/v1/contacts/${ada}`)).body).toMatchObject({
      title: 'Buyer',
      employments: [{ company: { name: 'Acme' }, title: 'Buyer', current: true }],
    });
    expect([await Promise.all(others.map(companyOf)), await companyOf(closer)]).toEqual([told, null]);
    const events = await api.deps.admin`
      select payload from app.events where subject_id = ${bea} and type = 'contact.updated'`;
    expect(events.map((event) => event['payload'])).toEqual([{ changed: ['companyName'] }]);

    const { records } = await undo(made.undoToken);
    expect(records.map(({ type }) => type).toSorted()).toEqual(['company', 'contact', 'contact']);
    expect([await companyOf(ada), await companyOf(bea)]).toEqual([null, null]);
    expect((await call('GET', `/v1/contacts/${ada}`)).body).toMatchObject({ title: 'Buyer', employments: [] });
    expect((await call('GET', `/v1/companies/${made.id}`)).body.deletedAt).not.toBeNull();
  });

  it('by an edit takes in by what is new alone; undone, it keeps whom somebody gave a title meanwhile', async () => {
    const { id } = (await call('POST', '/v1/companies', { name: 'Acme', domain: 'acme.example' })).body;
    const left = await person('ada@acme.example');
    await call('PATCH', `/v1/contacts/${left}`, { companyName: null });
    const [bea, cy] = [await person('bea@acme.test'), await person('cy@acme.test')];
    const before = (await call('PATCH', `/v1/companies/${id}`, { domains: ['acme.example'], name: 'Acme Ltd' })).body;
    expect(before.tookIn).toEqual({ people: 0, jobId: null });
    const body = { domains: ['acme.example', 'acme.test'] };
    const changed = (await call('PATCH', `/v1/companies/${id}`, body, { version: 2 })).body;
    expect(changed.tookIn).toEqual({ people: 2, jobId: null });
    expect(await Promise.all([left, bea, cy].map(companyOf))).toEqual([null, 'Acme Ltd', 'Acme Ltd']);
    expect((await call('PATCH', `/v1/contacts/${bea}`, { title: 'CTO' }, { version: 2 })).body.title).toBe('CTO');
    await undo(changed.undoToken);
    expect(await Promise.all([bea, cy].map(companyOf))).toEqual(['Acme Ltd', null]);
    expect((await call('GET', `/v1/companies/${id}`)).body.domains).toEqual(['acme.example']);
  });

  it('takes in nobody who worked there once, and nobody by a public provider', async () => {
    const { id } = (await call('POST', '/v1/companies', { name: 'Acme' })).body;
    const ada = await person('ada@acme.example');
    const employments = [{ companyId: id, to: '2020-01-01' }];
    await call('PATCH', `/v1/contacts/${ada}`, { employments });
    await person('bea@gmail.com');
    const domains = ['acme.example', 'gmail.com'];
    const { body } = await call('PATCH', `/v1/companies/${id}`, { domains });
    expect([body.tookIn, await companyOf(ada)]).toEqual([{ people: 0, jobId: null }, null]);
  });

  it('takes in only whom the caller may change', async () => {
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await call('PATCH', '/v1/roles/member', { reach: 'own' });
    const ada = await person('ada@acme.example');
    const points = [{ kind: 'email', value: 'bea@acme.example' }];
    const bea = await sampleContact(api, member.token, { name: 'Bea', points });
    const made = await call('POST', '/v1/companies', { name: 'Acme', domain: 'acme.example' }, { token: member.token });
    expect(made.body.tookIn).toEqual({ people: 1, jobId: null });
    expect([await companyOf(ada), await companyOf(bea)]).toEqual([null, 'Acme']);
    const key = (
      await call('POST', '/v1/api-keys', { name: 'Firms', permissions: ['companies.read', 'companies.write'] })
    ).body;
    await person('cy@firm.example');
    const body = { name: 'Firm', domain: 'firm.example' };
    const byKey = await call('POST', '/v1/companies', body, { token: key.secret });
    expect([byKey.status, byKey.body.tookIn]).toEqual([201, { people: 0, jobId: null }]);
  });

  it('takes in many in a job, which one token takes back in another', async () => {
    const many = partSize * 2 + 20;
    await api.deps.admin`
      with people as (
        insert into app.contacts (organization_id, name)
        select ${ann.organizationId}, 'Person ' || n from generate_series(1, ${many}) n returning id, name)
      insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
      select ${ann.organizationId}, id, 'email', m.address, m.address
      from people, lateral (select replace(lower(name), ' ', '.') || '@acme.example' as address) m`;
    const count = async () => {
      const [row] = await api.deps.admin<{ count: number }[]>`
        select count(*)::int as count from app.contacts
        where organization_id = ${ann.organizationId} and company_id is not null`;
      return row?.count;
    };
    const { id } = (await call('POST', '/v1/companies', { name: 'Acme' })).body;
    const { tookIn, undoToken } = (await call('PATCH', `/v1/companies/${id}`, { domain: 'acme.example' })).body;
    expect(tookIn).toEqual({ people: partSize, jobId: expect.any(String) });
    const seen = await untilEnded(api.deps, tookIn.jobId ?? '');
    expect(seen).toMatchObject({ state: 'done', result: { people: many } });
    expect(await count()).toBe(many);
    const undone = await undo(undoToken);
    expect(await untilEnded(api.deps, undone.jobId)).toMatchObject({ state: 'done' });
    expect(await count()).toBe(0);
    expect((await call('GET', `/v1/companies/${id}`)).body.domains).toEqual([]);
    expect((await call('POST', '/v1/undo', { undoToken })).body.code).toBe('undo_used');
  });
});
