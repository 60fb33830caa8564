import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('deals', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, {
      token: ann.token,
      headers: { 'if-match': `"${version}"` },
      ...(body === undefined ? {} : { body }),
    });
  const create = (body: object) => call('POST', '/v1/deals', body);
  const listed = async (query: string) => (await call('GET', `/v1/deals?${query}`)).body.items.map(({ name }) => name);

  it('are created, read, changed, deleted, restored and told of', async () => {
    const ada = await sampleContact(api, ann.token);
    const company = (await call('POST', '/v1/companies', { name: 'Acme' })).body.id;
    const made = await create({
      name: ' Stairs ',
      amount: 1250,
      currency: 'eur',
      expectedClose: '2028-02-29',
      companyId: company,
      contacts: [{ contactId: ada, role: 'Decides' }],
      notes: 'Oak',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Stairs',
        stage: { name: 'New', kind: 'open' },
        amount: 1250,
        currency: 'EUR',
        expectedClose: '2028-02-29',
        company: { id: company, name: 'Acme' },
        ownerId: ann.userId,
        contacts: [{ contact: { id: ada, name: 'Ada Prospect' }, role: 'Decides' }],
        notes: 'Oak',
        version: 1,
      },
    });
    const path = `/v1/deals/${made.body.id}`;
    const { undoToken, ...stored } = made.body;
    expect(undoToken).toEqual(expect.any(String));
    expect((await call('GET', path)).body).toEqual(stored);
    const { name, amount, currency, expectedClose, notes } = made.body;
    const contacts = [{ contactId: ada, role: 'Decides' }];
    const same = { name, amount, currency, expectedClose, notes, contacts, companyId: company, ownerId: ann.userId };
    expect((await call('PATCH', path, same)).body.version).toBe(1);
    const changed = await call('PATCH', path, { amount: null, currency: null, contacts: [], ownerId: null });
    expect(changed.body).toMatchObject({ amount: null, contacts: [], ownerId: null, version: 2 });
    expect((await call('PATCH', path, { name: 'X' })).status).toBe(412);
    const deleted = await call('DELETE', path);
    expect((await call('DELETE', path)).body).toEqual({ ...deleted.body, undoToken: null });
    expect((await call('PATCH', path, { name: 'X' }, 3)).status).toBe(404);
    expect((await call('POST', `${path}/move`, { stageId: made.body.stage.id })).status).toBe(404);
    expect([await listed(''), await listed('deleted=true')]).toEqual([[], ['Stairs']]);
    expect((await call('POST', `${path}/restore`)).body).toMatchObject({ deletedAt: null, rank: made.body.rank });
    const events = await api.deps
      .admin`select type, payload from app.events where subject_id = ${made.body.id} order by id`;
    expect(events.map((event) => [event['type'], event['payload']])).toEqual([
      ['deal.created', {}],
      ['deal.updated', { changed: ['amount', 'currency', 'ownerId', 'contacts'] }],
      ['deal.deleted', {}],
      ['deal.restored', {}],
    ]);
  });

  it.each([
    { amount: 5 },
    { currency: 'EUR' },
    { amount: 5, currency: 'EURO' },
    { amount: 5, currency: 'QQQ' },
    { amount: 0.5, currency: 'EUR' },
    { amount: -1, currency: 'EUR' },
    { amount: 1_000_000_000_000_001, currency: 'EUR' },
    { expectedClose: '2027-02-29' },
    { expectedClose: '2027-13-01' },
    { expectedClose: '2027-01-01T00:00:00Z' },
    { name: '' },
    { name: 'x'.repeat(301) },
  ])('refuse %j, when they are made and when they are changed', async (wrong) => {
    const refused = await create({ name: 'Stairs', ...wrong });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
    expect(refused.body.errors).toHaveLength(1);
    const { id } = (await create({ name: 'Stairs' })).body;
    expect((await call('PATCH', `/v1/deals/${id}`, wrong)).status).toBe(422);
  });

  it('take nothing of another organization, nor a stage of another pipeline', async () => {
    const bob = await createPerson(api.deps);
    const theirs = (await api.call('GET', '/v1/pipelines', { token: bob.token })).body.items[0];
    const contactId = await sampleContact(api, bob.token);
    const company = await api.call('POST', '/v1/companies', { token: bob.token, body: { name: 'Theirs' } });
    const wrong = [{ companyId: company.body.id }, { ownerId: bob.userId }, { contacts: [{ contactId }] }];
    const { id } = (await create({ name: 'Mine' })).body;
    for (const more of [...wrong, { stageId: theirs?.stages[0]?.id }, { pipelineId: theirs?.id }]) {
      expect([more, (await create({ name: 'Stairs', ...more })).status]).toEqual([more, 404]);
    }
    for (const more of wrong) expect((await call('PATCH', `/v1/deals/${id}`, more)).status).toBe(404);
    expect((await call('POST', `/v1/deals/${id}/move`, { stageId: theirs?.stages[0]?.id })).status).toBe(404);
    const other = (await call('POST', '/v1/pipelines', { name: 'Other' })).body;
    const [mine] = (await call('GET', '/v1/pipelines')).body.items;
    const apart = { name: 'Stairs', pipelineId: mine?.id, stageId: other.stages[0]?.id };
    expect(await create(apart)).toMatchObject({ status: 422, body: { errors: [{ path: 'stageId' }] } });
    expect(await listed('')).toEqual(['Mine']);
  });

  it('are kept within one organization and pipeline by the database itself', async () => {
    const bob = await createPerson(api.deps);
    const { id } = (await create({ name: 'Mine' })).body;
    const { admin } = api.deps;
    const theirs = admin`select id from app.pipeline_stages where organization_id = ${bob.organizationId} limit 1`;
    await expect(admin`update app.deals set stage_id = (${theirs}) where id = ${id}`).rejects.toThrow('foreign key');
    const other = (await call('POST', '/v1/pipelines', { name: 'Other' })).body;
    const stage = other.stages[0]?.id ?? '';
    await expect(admin`update app.deals set stage_id = ${stage} where id = ${id}`).rejects.toThrow('foreign key');
  });

  it('are listed by pipeline, stage, owner, company, contact and words', async () => {
    const ada = await sampleContact(api, ann.token);
    const company = (await call('POST', '/v1/companies', { name: 'Acme' })).body.id;
    const other = (await call('POST', '/v1/pipelines', { name: 'Other' })).body;
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await create({ name: 'Oak stairs', companyId: company });
    await create({ name: 'Кухня Ёлка', contacts: [{ contactId: ada }] });
    await create({ name: '100% oak', pipelineId: other.id, ownerId: colleague.userId });
    expect(await listed('')).toEqual(['100% oak', 'Кухня Ёлка', 'Oak stairs']);
    expect(await listed(`pipelineId=${other.id}`)).toEqual(['100% oak']);
    expect(await listed(`stageId=${other.stages[0]?.id}`)).toEqual(['100% oak']);
    expect(await listed(`ownerId=${ann.userId}`)).toEqual(['Кухня Ёлка', 'Oak stairs']);
    expect(await listed(`companyId=${company}`)).toEqual(['Oak stairs']);
    expect(await listed(`contactId=${ada}`)).toEqual(['Кухня Ёлка']);
    expect(await listed(`contactId=${ada}&stageKind=open`)).toEqual(['Кухня Ёлка']);
    expect(await listed(`contactId=${ada}&stageKind=won`)).toEqual([]);
    expect(await listed('search=OAK')).toEqual(['100% oak', 'Oak stairs']);
    expect(await listed(`search=${encodeURIComponent('елка кух')}`)).toEqual(['Кухня Ёлка']);
    expect(await listed('search=%25')).toEqual(['100% oak']);
    expect((await call('GET', '/v1/deals?sort=rank')).status).toBe(422);
  });

  it.each(['newest', 'rank'])('are paged without a gap, sorted by %s', async (sort) => {
    const stageId = (await create({ name: 'D0' })).body.stage.id;
    for (let n = 1; n < 7; n += 1) await create({ name: `D${n}` });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/v1/deals?limit=3&stageId=${stageId}&sort=${sort}${cursor}`);
      seen.push(...body.items.map(({ name }) => name));
      // The last one that was seen leaves; the next page starts where it was all the same.
      const last = body.items.at(-1);
      await call('DELETE', `/v1/deals/${last?.id}`);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['D6', 'D5', 'D4', 'D3', 'D2', 'D1', 'D0']);
    expect((await call('GET', '/v1/deals?cursor=nonsense')).status).toBe(400);
  });

  it('lose their owner, and nothing else, when the owner leaves', async () => {
    const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const { id } = (await create({ name: 'Stairs', ownerId: colleague.userId })).body;
    await api.deps.admin`delete from app.memberships where user_id = ${colleague.userId}`;
    expect((await call('GET', `/v1/deals/${id}`)).body).toMatchObject({ ownerId: null, name: 'Stairs' });
  });

  it('go with their organization', async () => {
    const { id } = (await create({ name: 'Stairs' })).body;
    await api.deps.admin`delete from app.organizations where id = ${ann.organizationId}`;
    expect(await api.deps.admin`select from app.deals where id = ${id}`).toHaveLength(0);
  });

  it('are read but not written by viewers, and closed to embedded pages', async () => {
    const { id } = (await create({ name: 'Stairs' })).body;
    const { token } = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    expect((await api.call('GET', `/v1/deals/${id}`, { token })).status).toBe(200);
    expect((await api.call('POST', '/v1/deals', { token, body: { name: 'X' } })).status).toBe(403);
    const embed = await sampleEmbed(api, ann.token);
    const asked = await api.call('GET', `/v1/deals/${id}`, { token: embed.token, headers: { origin: embed.origin } });
    expect(asked.status).toBe(403);
  });
});
