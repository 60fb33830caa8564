import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('what the audit log tells', () => {
  let api: TestApi;
  let ann: TestPerson;
  let id: string;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  beforeEach(async () => {
    id = await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer', companyName: 'Acme' });
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, { token }: TestPerson = ann) =>
    api.call(method, path, { token, headers: { 'if-match': '*' }, ...(body ? { body } : {}) });
  const read = async () => (await call('GET', `/v1/contacts/${id}`)).body;
  const patch = async (body: object) =>
    api.call('PATCH', `/v1/contacts/${id}`, {
      token: ann.token,
      body,
      headers: { 'if-match': `"${(await read()).version}"` },
    });
  const logOf = async (record: string) => (await call('GET', `/v1/audit?recordId=${record}`)).body.items;
  const changesOf = async (record: string) => (await logOf(record)).map(({ action, changes }) => changes ?? action);
  const topics = async (ofTopic: string) =>
    (
      await api.deps.admin`
      select event, payload from realtime.messages where topic = ${`org:${ann.organizationId}:${ofTopic}`}`
    ).map(({ event, payload }) => ({ event, ...payload }));

  it('names each own field that changed, from what to what, and none that stayed', async () => {
    for (const [name, type] of Object.entries({ Region: 'text', Budget: 'number', Pet: 'text' })) {
      await call('POST', '/v1/custom-fields', { recordType: 'contact', name, type });
    }
    await patch({ fields: { region: 'North', pet: 'Cat' } });
    await patch({ fields: { region: 'South', budget: 7, pet: 'Cat' } });
    const [second, first] = await logOf(id);
    expect(first?.changes).toEqual({ 'fields.region': [null, 'North'], 'fields.pet': [null, 'Cat'] });
    expect(second?.changes).toEqual({ 'fields.region': ['North', 'South'], 'fields.budget': [null, 7] });
    expect(second?.fieldNames).toEqual({ 'fields.region': 'Region', 'fields.budget': 'Budget' });
    const timeline = (await call('GET', `/v1/contacts/${id}/timeline?kinds=change`)).body.items;
    expect(timeline[0]).toMatchObject({ changes: second?.changes, fieldNames: second?.fieldNames });
    const file = await api.app.request(`/v1/audit.csv?recordId=${id}`, {
      headers: { authorization: `Bearer ${ann.token}` },
    });
    expect(await file.text()).toContain('updated,Region (fields.region),North,South,');
    await call('POST', `/v1/contacts/${id}/erase`, { confirm: true });
    expect(JSON.stringify(await logOf(id))).not.toMatch(/North|South|Cat/);
  });

  it('tells a title, dates and the end of one employment among several', async () => {
    const [main] = (await read()).employments;
    const company = (await call('POST', '/v1/companies', { name: 'Harbour Row' })).body.id;
    const side = { companyId: company, title: 'Adviser', from: '2024-01-01' };
    await patch({ employments: [{ ...main, companyId: main?.company.id, title: 'Head of buying' }, side] });
    expect((await changesOf(id)).slice(0, 2)).toEqual(
      expect.arrayContaining([{ employments: [[], [company]] }, { title: ['Buyer', 'Head of buying'] }]),
    );
    const [first, second] = (await read()).employments;
    const kept = { id: first?.id, companyId: first?.company.id, title: first?.title };
    const over = { title: 'Partner', to: '2025-01-01', current: false };
    await patch({ employments: [kept, { id: second?.id, companyId: company, from: '2024-01-01', ...over }] });
    expect((await changesOf(id))[0]).toEqual({
      employments: [
        [{ companyId: company, title: 'Adviser', to: null, current: true }],
        [{ companyId: company, title: 'Partner', to: '2025-01-01', current: false }],
      ],
    });
  });

  it('tells that a message was forgotten and of whom, by whom, and nothing that stood in it', async () => {
    const texts = { subject: 'A secret', body: 'A secret', visibility: 'full' };
    const message = (await call('POST', '/v1/interactions', sampleMessage(id, 'forgotten', texts))).body.interaction;
    expect(await logOf(message.id)).toEqual([]);
    expect((await call('DELETE', `/v1/interactions/${message.id}`)).status).toBe(204);
    const lines = await logOf(message.id);
    expect(lines).toMatchObject([
      { resource: 'interaction', action: 'deleted', changes: { contactId: [id, null] }, actor: { id: ann.userId } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('A secret');
    await api.deps.admin`delete from app.interactions where id = ${message.id}`;
    expect((await logOf(message.id))[0]).toMatchObject({ action: 'purged', actor: { kind: 'system' } });
  });

  it('takes messages that go with their contact for its line', async () => {
    const { interaction } = (await call('POST', '/v1/interactions', sampleMessage(id, 'with'))).body;
    await api.deps.admin`delete from app.contacts where id = ${id}`;
    expect(await logOf(interaction.id)).toEqual([]);
    expect((await changesOf(id))[0]).toBe('deleted');
  });

  it('tells of views, but not what stands in those that somebody keeps to themselves', async () => {
    const filter = (value: string) => ({ version: 1, where: { field: 'name', op: 'contains', value } });
    const made = (await call('POST', '/v1/views', { name: 'Mine', resource: 'contacts', filter: filter('Oak') })).body;
    const change = (version: number, body: object) =>
      api.call('PATCH', `/v1/views/${made.id}`, {
        token: ann.token,
        body,
        headers: { 'if-match': `"${version}"` },
      });
    await change(1, { name: 'Still mine', filter: filter('Ash') });
    await change(2, { shared: true });
    await change(3, { name: 'Ours' });
    await call('DELETE', `/v1/views/${made.id}`);
    expect(await changesOf(made.id)).toEqual([
      'deleted',
      { name: ['Still mine', 'Ours'] },
      { shared: [false, true] },
      { name: null, filter: null },
      'created',
    ]);
    expect(JSON.stringify(await logOf(made.id))).not.toMatch(/Oak|Ash/);
  });

  it('tells who saved the log itself', async () => {
    const bob = await createPerson(api.deps);
    const lines = async () =>
      (await call('GET', '/v1/audit?action=exported', undefined, bob)).body.items.map(
        ({ recordId, changes, actor }) => ({
          recordId,
          changes,
          actor,
        }),
      );
    await call('GET', '/v1/audit.csv', undefined, bob);
    const line = {
      recordId: bob.organizationId,
      changes: { file: [null, 'audit.csv'] },
      actor: { kind: 'user', id: bob.userId },
    };
    expect(await lines()).toEqual([line]);
    // What is refused, or cannot be made, was not taken.
    const viewer = await createPerson(api.deps, { organizationId: bob.organizationId, role: 'viewer' });
    expect((await call('GET', '/v1/audit.csv', undefined, viewer)).body.code).toBe('forbidden');
    expect((await call('GET', '/v1/audit.csv?from=yesterday', undefined, bob)).status).toBe(422);
    expect(await lines()).toEqual([line]);
  });

  describe('live', () => {
    beforeEach(() => api.deps.admin`delete from realtime.messages`);

    it('says once a change that it grew, whatever the change is, and no more', async () => {
      await call('POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: id }] });
      const once = { type: 'audit', id: null, version: null, event: 'insert' };
      expect(await topics('audit')).toEqual([once]);
      await patch({ title: 'Head', tags: ['New'] });
      expect(await topics('audit')).toEqual([once, once]);
    });

    it('says that keys came and went, that records merged, and that a cadence changed', async () => {
      const key = (await call('POST', '/v1/api-keys', { name: 'One', permissions: ['contacts.read'] })).body;
      await api.app.request('/v1/contacts', { headers: { authorization: `Bearer ${key.secret}` } });
      await call('DELETE', `/v1/api-keys/${key.id}`);
      expect((await topics('api_keys')).map(({ event, id: of }) => [event, of])).toEqual([
        ['insert', key.id],
        ['update', key.id],
      ]);
      const embed = await sampleEmbed(api, ann.token);
      await call('DELETE', `/v1/embed-keys/${embed.key.id}`);
      expect((await topics('embed_keys')).map(({ event }) => event)).toEqual(['insert', 'update']);
      const twin = await sampleContact(api, ann.token, { name: 'Ada' });
      const { undoToken } = (await call('POST', '/v1/contacts/merge', { winnerId: id, loserId: twin })).body;
      await call('POST', '/v1/undo', { undoToken });
      expect((await topics('merges')).map(({ event }) => event)).toEqual(['insert', 'update']);
      const cadence = { every: 2, unit: 'week', zone: 'UTC' };
      await call('PUT', `/v1/contacts/${id}/cadence`, cadence);
      await call('PUT', `/v1/contacts/${id}/cadence`, { ...cadence, every: 3 });
      await call('DELETE', `/v1/contacts/${id}/cadence`);
      const told = (await topics('tasks')).map(({ event, contactId }) => [event, contactId]);
      expect(told).toEqual(['insert', 'update', 'delete'].map((event) => [event, id]));
    });
  });
});
