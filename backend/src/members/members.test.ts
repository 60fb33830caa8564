import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('members', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  const named = (person: TestPerson, name: object) =>
    api.deps
      .admin`update auth.users set raw_user_meta_data = ${api.deps.admin.json({ ...name })} where id = ${person.userId}`;
  const colleague = (role: 'admin' | 'member' | 'viewer') =>
    createPerson(api.deps, { organizationId: ann.organizationId, role });

  it('are listed by name, page by page, to everybody who belongs here and to nobody else', async () => {
    const bea = await colleague('member');
    const vic = await colleague('viewer');
    await named(ann, { full_name: '  Ann Owner ' });
    await named(bea, { name: 'Éa Member' });
    await named(vic, { full_name: '' });
    const first = await api.call('GET', '/v1/members?limit=2', { token: vic.token });
    expect(first.body.items).toMatchObject([
      { id: ann.userId, name: 'Ann Owner', email: ann.email, role: 'owner' },
      { id: bea.userId, name: 'Éa Member', role: 'member' },
    ]);
    const second = await api.call('GET', `/v1/members?limit=2&cursor=${first.body.nextCursor}`, { token: vic.token });
    expect(second.body).toMatchObject({ items: [{ id: vic.userId, name: vic.email.split('@')[0] }], nextCursor: null });
    const outsider = await createPerson(api.deps);
    const theirs = await api.call('GET', '/v1/members', { token: outsider.token });
    expect(theirs.body.items.map(({ id }) => id)).toEqual([outsider.userId]);
  });

  it('are not shown to pages that a key embeds', async () => {
    const { token, origin } = await sampleEmbed(api, ann.token);
    expect((await api.call('GET', '/v1/members', { token, headers: { origin } })).status).toBe(403);
  });
});
