import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('employments', () => {
  let api: TestApi;
  let ann: TestPerson;
  let id: string;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    id = await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer', companyName: 'Acme' });
  });
  const read = async () => (await api.call('GET', `/v1/contacts/${id}`, { token: ann.token })).body;
  const patch = async (body: object, version?: number) =>
    api.call('PATCH', `/v1/contacts/${id}`, {
      token: ann.token,
      body,
      headers: { 'if-match': `"${version ?? (await read()).version}"` },
    });
  const brief = async () =>
    (await read()).employments.map(({ company, title, current }) => [company.name, title, current]);

  it('follow the company and title of a contact', async () => {
    expect(await brief()).toEqual([['Acme', 'Buyer', true]]);
    await patch({ title: 'Head of buying' });
    await patch({ companyName: 'Harbour Row' });
    expect(await brief()).toEqual([['Harbour Row', 'Head of buying', true]]);
    const cleared = await patch({ companyName: null });
    expect(cleared.body).toMatchObject({ company: null, title: 'Head of buying', employments: [] });
  });

  it('are kept at several firms, the first current one being the contact’s company and title', async () => {
    const [old] = (await read()).employments;
    const changed = await patch({
      employments: [
        { companyName: 'Okonjo & Hale', title: 'Partner', from: '2026-02-01' },
        { id: old?.id, companyName: 'ACME', title: 'Adviser' },
        { companyName: 'Northwind', title: 'Clerk', from: '2019-03-01', to: '2022-08-31' },
      ],
    });
    expect(changed.body).toMatchObject({
      company: { name: 'Okonjo & Hale' },
      title: 'Partner',
      version: 2,
      employments: [
        { company: { name: 'Okonjo & Hale' }, from: '2026-02-01', to: null, current: true },
        { id: old?.id, company: { name: 'Acme' }, title: 'Adviser', current: true },
        { company: { name: 'Northwind' }, to: '2022-08-31', current: false },
      ],
    });
    const again = changed.body.employments.map(({ company, ...rest }) => ({ ...rest, companyId: company.id }));
    expect((await patch({ employments: again })).body.version).toBe(2);
    expect((await patch({ employments: again.toReversed() })).body).toMatchObject({
      company: { name: 'Acme' },
      title: 'Adviser',
      version: 3,
    });
  });

  it('make another firm the main one when the contact’s company is set to it, and lose none', async () => {
    await patch({
      employments: [
        { companyName: 'Acme', title: 'Buyer' },
        { companyName: 'Northwind', title: 'Adviser' },
      ],
    });
    await patch({ companyName: 'Northwind', title: 'Director' });
    expect(await brief()).toEqual([
      ['Northwind', 'Director', true],
      ['Acme', 'Buyer', true],
    ]);
    await patch({ companyName: null });
    expect(await brief()).toEqual([['Acme', 'Buyer', true]]);
    expect(await read()).toMatchObject({ company: { name: 'Acme' }, title: 'Buyer' });
  });

  it('leave the title of somebody who works nowhere now', async () => {
    const changed = await patch({ employments: [{ companyName: 'Acme', title: 'Buyer', to: '2020-01-01' }] });
    expect(changed.body).toMatchObject({ company: null, title: 'Buyer' });
    expect(await brief()).toEqual([['Acme', 'Buyer', false]]);
  });

  it('may end in the future and be current until then', async () => {
    const changed = await patch({ employments: [{ companyName: 'Acme', from: '2026-01-01', to: '2199-12-31' }] });
    expect(changed.body.employments[0]).toMatchObject({ to: '2199-12-31', current: true });
  });

  it.each([
    ['employments.0.to', { companyName: 'Acme', from: '2030-01-01', to: '2029-12-31' }],
    ['employments.0.companyName', { title: 'Buyer' }],
    ['employments.0.companyId', { companyId: '01900000-0000-7000-8000-000000000000' }],
    ['employments.0.from', { companyName: 'Acme', from: '2026-02-30' }],
    ['employments.0.id', { id: '01900000-0000-7000-8000-000000000000', companyName: 'Acme' }],
  ])('are refused at %s', async (path, employment) => {
    const refused = await patch({ employments: [employment] });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect(await brief()).toEqual([['Acme', 'Buyer', true]]);
  });

  it('are not changed together with the company or title', async () => {
    expect(await patch({ employments: [], title: 'Buyer' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'employments' }] },
    });
  });

  it('follow thousands of contacts that one statement changes, each in its own way', async () => {
    const bob = await createPerson(api.deps);
    const { admin } = api.deps;
    await admin`
      with firms as (
        insert into app.companies (organization_id, name)
        select ${bob.organizationId}, name from unnest('{Acme,Brick,Cliff}'::text[]) as name returning id, name)
      insert into app.contacts (organization_id, name, title, company_id)
      select ${bob.organizationId}, 'Person ' || n, 'Clerk', case when n % 4 > 0 then firms.id end
      from generate_series(1, 3000) n, firms where firms.name = 'Acme'`;
    await admin`
      insert into app.employments (organization_id, contact_id, company_id, title, position)
      select c.organization_id, c.id, f.id, 'Adviser', 1 from app.contacts c
      join app.companies f on f.organization_id = c.organization_id and f.name = 'Brick'
      where c.organization_id = ${bob.organizationId} and c.company_id is not null`;
    // By the rest of four: 0 begins to work, 1 gets another title, 2 leaves the first firm, 3 turns to the second firm.
    await admin`
      update app.contacts c set title = 'Head', company_id = case substr(c.name, 8)::int % 4
        when 0 then (select id from app.companies where organization_id = c.organization_id and name = 'Cliff')
        when 2 then null
        when 3 then (select id from app.companies where organization_id = c.organization_id and name = 'Brick')
        else c.company_id end
      where c.organization_id = ${bob.organizationId}`;
    const kinds = await admin`
      select rest, title, works, count(*)::int as people from (
        select substr(c.name, 8)::int % 4 as rest, c.title, (
          select string_agg(f.name || ' ' || e.title, ', ' order by e.position, e.id) from app.employments e
          join app.companies f on f.id = e.company_id where e.contact_id = c.id) as works
        from app.contacts c where c.organization_id = ${bob.organizationId}) each
      group by 1, 2, 3 order by 1`;
    expect(kinds.map(({ rest, title, works, people }) => [rest, title, works, people])).toEqual([
      [0, 'Head', 'Cliff Head', 750],
      [1, 'Head', 'Acme Head, Brick Adviser', 750],
      [2, 'Adviser', 'Brick Adviser', 750],
      [3, 'Head', 'Brick Head, Acme Clerk', 750],
    ]);
  });

  it('tell a company when somebody who works there last wrote', async () => {
    const company = (await read()).company?.id ?? '';
    const message = sampleMessage(id, 'told', { occurredAt: '2021-05-06T07:08:09Z' });
    const logged = await api.call('POST', '/v1/interactions', { token: ann.token, body: message });
    const last = async () =>
      (await api.call('GET', `/v1/companies/${company}`, { token: ann.token })).body.lastInteractionAt;
    expect(Date.parse((await last()) ?? '')).toBe(Date.parse('2021-05-06T07:08:09Z'));
    await api.call('DELETE', `/v1/interactions/${logged.body.interaction.id}`, { token: ann.token });
    expect(await last()).toBeNull();
  });
});
