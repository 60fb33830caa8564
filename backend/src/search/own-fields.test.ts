import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeAs } from '../db/tenant.ts';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('what stands in own fields', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = async (method: string, path: string, body?: object) => {
    const reply = await api.call(method, path, { token: ann.token, ...(body && { body }) });
    if (reply.status >= 300) throw new Error(`Answered with ${reply.status} ${reply.body.detail}`);
    return reply.body;
  };
  const hits = async (query: string) =>
    (await call('GET', `/v1/search?q=${encodeURIComponent(query)}`)).groups.flatMap((group) => group.hits);
  const titles = async (query: string) => (await hits(query)).map(({ title }) => title).sort();
  const field = (recordType: string, name: string, type: string, labels: string[] = []) =>
    call('POST', '/v1/custom-fields', { recordType, name, type, options: labels.map((label) => ({ label })) });
  /** Changes what is at a path in the version that it has. */
  const change = async (path: string, body?: object, { method = 'PATCH', at = path } = {}) => {
    const { version } = await call('GET', path);
    const headers = { 'if-match': `"${version}"` };
    const reply = await api.call(method, at, { token: ann.token, ...(body && { body }), headers });
    if (reply.status >= 300) throw new Error(`Answered with ${reply.status} ${reply.body.detail}`);
  };

  it('narrows filters only for who may read own fields', async () => {
    await field('contact', 'Hobby', 'text');
    const ada = await sampleContact(api, ann.token, { name: 'Ada Prospect', fields: { hobby: 'Collects sextants' } });
    const role = await call('POST', '/v1/roles', { name: 'Caller', permissions: ['contacts.read'] });
    const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: String(role.id) });
    const idsFor = async ({ claims }: TestPerson, word: string) => {
      const [row] = await writeAs(
        api.deps.sql,
        claims,
        (tx) => tx<{ ids: string[] }[]>`
          select app.heading_ids('contact', ${word}, ${ann.organizationId}::uuid, 10) as ids`,
      );
      return row?.ids;
    };
    expect(await idsFor(ann, 'sextants')).toEqual([ada]);
    expect(await idsFor(bea, 'sextants')).toEqual([]);
    expect(await idsFor(bea, 'prospect')).toEqual([ada]);
  });

  it('finds people, companies and deals: texts, pages, chosen names; with slips, and beside the name', async () => {
    for (const kind of ['contact', 'company', 'deal']) {
      await field(kind, 'Hobby', 'text');
      await field(kind, 'Page', 'url');
      await field(kind, 'Mood', 'select', ['Enthusiastic', 'Reserved']);
      await field(kind, 'Topics', 'multi_select', ['Woodwork', 'Sailing']);
    }
    const fields = {
      hobby: 'Collects théodolites',
      page: 'https://quill.example/atlas',
      mood: 'enthusiastic',
      topics: ['woodwork', 'sailing'],
    };
    await sampleContact(api, ann.token, { name: 'Ada Prospect', fields });
    await call('POST', '/v1/companies', { name: 'Acme', fields });
    await call('POST', '/v1/deals', { name: 'Atlas deal', fields });
    await sampleContact(api, ann.token, { name: 'Bo Client', fields: { mood: 'reserved' } });
    for (const query of ['theodol', 'quill.example', 'enthusias', 'woodwork sail', 'sailng', 'enthusaistic']) {
      expect([query, await titles(query)]).toEqual([query, ['Acme', 'Ada Prospect', 'Atlas deal']]);
    }
    expect(await titles('ada woodw')).toEqual(['Ada Prospect']);
    const [hit] = await hits('ada theodol');
    expect(hit?.snippet?.text).toContain('théodolites');
    const listed = await call('GET', '/v1/contacts?search=reserv');
    expect(listed.items.map(({ name }) => name)).toEqual(['Bo Client']);
  });

  it('follows: a value, the name of an option, an archived field, another type, somebody who is erased', async () => {
    const mood = await field('contact', 'Mood', 'select', ['Warm', 'Cold']);
    await field('contact', 'Hobby', 'text');
    const ada = await sampleContact(api, ann.token, { name: 'Ada', fields: { mood: 'warm', hobby: 'Juggling' } });
    await sampleContact(api, ann.token, { name: 'Bo', fields: { mood: 'cold' } });
    await change(`/v1/contacts/${ada}`, { fields: { hobby: 'Beekeeping' } });
    expect([await titles('juggling'), await titles('beekeep')]).toEqual([[], ['Ada']]);
    const path = `/v1/custom-fields/${mood.id}`;
    await change(path, {
      options: [
        { key: 'warm', label: 'Sunny' },
        { key: 'cold', label: 'Cold' },
      ],
    });
    expect([await titles('warm'), await titles('sunny'), await titles('cold')]).toEqual([[], ['Ada'], ['Bo']]);
    await call('DELETE', path);
    expect([await titles('sunny'), await titles('cold')]).toEqual([[], []]);
    await call('POST', `${path}/restore`);
    expect(await titles('sunny')).toEqual(['Ada']);
    await change(path, { type: 'text' }, { method: 'POST', at: `${path}/type` });
    expect(await titles('sunny')).toEqual(['Ada']);
    await call('POST', `/v1/contacts/${ada}/erase`, { confirm: true });
    expect([await titles('sunny'), await titles('beekeep')]).toEqual([[], []]);
  });

  it('finds nobody for a key that may not read own fields, however the words are asked for', async () => {
    await field('contact', 'Hobby', 'text');
    await sampleContact(api, ann.token, { name: 'Ada Prospect', fields: { hobby: 'Beekeeping' } });
    const embed = await sampleEmbed(api, ann.token);
    const ask = (path: string) =>
      api.call('GET', path, { token: embed.token, headers: { origin: embed.origin } }).then(({ body }) => body);
    for (const query of ['beekeeping', 'beekeeipng', 'ada%20beekeep']) {
      expect((await ask(`/v1/search?q=${query}`)).groups).toEqual([]);
      expect((await ask(`/v1/contacts?search=${query}`)).items).toEqual([]);
    }
    expect((await ask('/v1/contacts?search=prospect')).items).toHaveLength(1);
    expect((await ask('/v1/search?q=prospect')).groups).toHaveLength(1);
  });
});
