import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../../testing/samples.ts';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';

describe('changing many contacts at once', () => {
  let api: TestApi;
  let ann: TestPerson;
  let ids: string[];
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    ids = [];
    for (const name of ['Ada', 'Bea', 'Cy']) ids.push(await sampleContact(api, ann.token, { name, tags: ['Old'] }));
  });
  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });
  const edit = (body: object) => call('POST', '/v1/contacts/bulk', { ids, ...body });
  const undo = (undoToken: string) => call('POST', '/v1/undo', { undoToken });
  const read = async () => {
    const { items } = (await call('GET', '/v1/contacts?sort=name')).body;
    return items.map(({ name, ownerId, tags, doNotContact, fields }) => ({
      name,
      ownerId,
      tags,
      doNotContact,
      fields,
    }));
  };

  it('sets owner, tags, do-not-contact and own fields, and gives everything back', async () => {
    await call('POST', '/v1/custom-fields', { recordType: 'contact', name: 'Region', type: 'text' });
    await call('PATCH', `/v1/contacts/${ids[1]}`, { tags: ['New'], fields: { region: 'South' } });
    const before = await read();
    const set = { ownerId: ann.userId, doNotContact: true, fields: { region: 'North' } };
    const edited = await edit({ set, addTags: ['new', 'VIP'], removeTags: ['OLD'] });
    expect(edited).toMatchObject({ status: 200, body: { changed: 3, unchanged: 0, missing: 0 } });
    const after = { ownerId: ann.userId, doNotContact: true, fields: { region: 'North' } };
    expect(await read()).toMatchObject([
      { ...after, tags: ['New', 'VIP'] },
      { ...after, tags: ['New', 'VIP'] },
      { ...after, tags: ['New', 'VIP'] },
    ]);
    expect((await undo(edited.body.undoToken)).status).toBe(200);
    expect(await read()).toEqual(before);
    const events = await api.deps.admin`
      select payload from app.events where subject_id = ${ids[0] ?? ''} and type = 'contact.updated' order by id`;
    expect(events.map((event) => event['payload'])).toEqual([
      { changed: ['ownerId', 'doNotContact', 'tags', 'fields'] },
      { changed: ['ownerId', 'doNotContact', 'tags', 'fields'] },
    ]);
  });

  it('says how many were so already and how many are not here', async () => {
    await call('DELETE', `/v1/contacts/${ids[2]}`);
    const stranger = await createPerson(api.deps);
    const theirs = await sampleContact(api, stranger.token);
    const edited = await call('POST', '/v1/contacts/bulk', { ids: [...ids, theirs, ids[0]], addTags: ['old'] });
    expect(edited.body).toMatchObject({ changed: 0, unchanged: 2, missing: 2, undoToken: null });
    const untouched = await api.call('GET', `/v1/contacts/${theirs}`, { token: stranger.token });
    expect(untouched.body).toMatchObject({ tags: [], version: 1 });
  });

  it('deletes, and brings back', async () => {
    const edited = await edit({ delete: true });
    expect(edited.body).toMatchObject({ changed: 3 });
    expect(await read()).toEqual([]);
    expect((await undo(edited.body.undoToken)).status).toBe(200);
    expect(await read()).toHaveLength(3);
  });

  it('keeps what somebody changed since, unless it was something else', async () => {
    const edited = await edit({ addTags: ['VIP'] });
    const patch = (id: string | undefined, body: object) =>
      api.call('PATCH', `/v1/contacts/${id}`, { token: ann.token, body, headers: { 'if-match': '2' } });
    await patch(ids[0], { name: 'Ada Prospect' });
    await patch(ids[1], { tags: ['Mine'] });
    expect(await undo(edited.body.undoToken)).toMatchObject({ status: 409, body: { code: 'undo_conflict' } });
    expect((await read()).map(({ tags }) => tags)).toEqual([['Old', 'VIP'], ['Mine'], ['Old', 'VIP']]);
    const second = await edit({ removeTags: ['VIP'] });
    await api.call('PATCH', `/v1/contacts/${ids[0]}`, {
      token: ann.token,
      body: { title: 'Buyer' },
      headers: { 'if-match': '4' },
    });
    expect((await undo(second.body.undoToken)).status).toBe(200);
    expect((await call('GET', `/v1/contacts/${ids[0]}`)).body).toMatchObject({ title: 'Buyer', tags: ['Old', 'VIP'] });
  });

  it.each([
    ['ids', { ids: [], addTags: ['x'] }],
    ['ids', { ids: Array.from({ length: 1001 }, () => '01900000-0000-7000-8000-000000000000'), addTags: ['x'] }],
    ['set', {}],
    ['delete', { delete: true, addTags: ['x'] }],
    ['set.ownerId', { set: { ownerId: 'ann' } }],
    ['ownerId', { set: { ownerId: '01900000-0000-7000-8000-000000000000' } }],
    ['fields.nothing', { set: { fields: { nothing: 1 } } }],
    ['addTags', { addTags: Array.from({ length: 300 }, (_, n) => `Tag ${n}`) }],
    ['addTags', { addTags: Array.from({ length: 100 }, (_, n) => `Tag ${n}`) }],
  ])('refuses at %s and changes nothing', async (path, body) => {
    const before = await read();
    expect(await edit(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect(await read()).toEqual(before);
  });

  it('changes a thousand in one go', async () => {
    const made = await api.deps.admin<{ id: string }[]>`
      insert into app.contacts (organization_id, name)
      select ${ann.organizationId}, 'Person ' || n from generate_series(1, 1000) as n returning id`;
    const edited = await call('POST', '/v1/contacts/bulk', { ids: made.map(({ id }) => id), addTags: ['Fair'] });
    expect(edited.body).toMatchObject({ changed: 1000 });
    expect((await undo(edited.body.undoToken)).status).toBe(200);
    const [left] = await api.deps.admin`
      select count(*)::int as count from app.contacts where organization_id = ${ann.organizationId} and 'Fair' = any(tags)`;
    expect(left?.['count']).toBe(0);
  });
});
