import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('changing a contact', () => {
  let api: TestApi;
  let ann: TestPerson;
  let id: string;
  let nth = 0;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    nth += 1;
    const points = [{ kind: 'email', value: `p${nth}@acme.example` }];
    const made = await api.call('POST', '/v1/contacts', {
      token: ann.token,
      body: { name: 'Ada', title: 'Buyer', companyName: 'Acme', notes: 'Old', points },
    });
    id = made.body.contact.id;
  });

  const patch = (body: object, ifMatch: string | undefined = '"1"', token = ann.token) =>
    api.call('PATCH', `/v1/contacts/${id}`, {
      token,
      body,
      headers: ifMatch === '' ? {} : { 'if-match': ifMatch },
    });
  const lastEvent = async () => {
    const [event] = await api.deps.admin`
      select type, payload from app.events where subject_id = ${id} order by id desc limit 1`;
    return { ...event };
  };

  it('needs the version that was read', async () => {
    expect(await patch({ name: 'Bea' }, '')).toMatchObject({ status: 428, body: { code: 'if_match_required' } });
    for (const stale of ['"2"', '"0"', '*', 'x', '"1', '1"']) {
      expect(await patch({ name: 'Bea' }, stale)).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    }
  });

  it.each(['"1"', 'W/"1"', '1'])('takes the version as %s', async (ifMatch) => {
    const changed = await patch({ name: 'Bea' }, ifMatch);
    expect(changed).toMatchObject({ status: 200, body: { name: 'Bea', version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
  });

  it('lets one of many win who read the same version', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, (_, index) => patch({ name: `Name ${index}` })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 412)).toHaveLength(11);
  });

  it('changes the named fields, empties them with null or nothing, and leaves the others', async () => {
    const first = await patch({ title: null, companyName: '' });
    expect(first.body).toMatchObject({ name: 'Ada', title: null, company: null, notes: 'Old' });
    expect(await lastEvent()).toEqual({ type: 'contact.updated', payload: { changed: ['title', 'companyName'] } });
    const second = await patch({ companyName: 'acme' }, '"2"');
    expect(second.body.company?.name).toBe('Acme');
  });

  it('keeps the version when nothing changes', async () => {
    const same = await patch({ name: 'Ada', companyName: 'ACME' });
    expect([same.status, same.body.version]).toEqual([200, 1]);
    expect(await lastEvent()).toMatchObject({ type: 'contact.created' });
  });

  it('replaces the whole set of points, in the order given, and raises the version for that alone', async () => {
    const before = await api.call('GET', `/v1/contacts/${id}`, { token: ann.token });
    const points = [
      { kind: 'telegram', value: `@set_${nth}_x` },
      { kind: 'email', value: `P${nth}@acme.example` },
    ];
    const changed = await patch({ points });
    expect(changed.body.version).toBe(2);
    expect(changed.body.points).toMatchObject([{ kind: 'telegram' }, { kind: 'email', value: `P${nth}@acme.example` }]);
    expect(changed.body.points[1]?.id).toBe(before.body.points[0]?.id);
    expect(await lastEvent()).toEqual({ type: 'contact.updated', payload: { changed: ['points'] } });
    const none = await patch({ points: [] }, '"2"');
    expect(none.body).toMatchObject({ points: [], version: 3 });
  });

  it('refuses a point of another contact and names the contact', async () => {
    const other = await api.call('POST', '/v1/contacts', {
      token: ann.token,
      body: { points: [{ kind: 'email', value: `other${nth}@acme.example` }] },
    });
    const taken = await patch({ name: 'Bea', points: [{ kind: 'email', value: `OTHER${nth}@acme.example` }] });
    expect(taken).toMatchObject({ status: 409, body: { code: 'point_taken', contactId: other.body.contact.id } });
    const after = await api.call('GET', `/v1/contacts/${id}`, { token: ann.token });
    expect(after.body).toMatchObject({ name: 'Ada', version: 1 });
  });

  it('gives a point that many want at once to one', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const made = await api.call('POST', '/v1/contacts', {
          token: ann.token,
          body: { name: `Many ${nth} ${index}` },
        });
        return String(made.body.contact.id);
      }),
    );
    const replies = await Promise.all(
      ids.map((one) =>
        api.call('PATCH', `/v1/contacts/${one}`, {
          token: ann.token,
          body: { points: [{ kind: 'email', value: `wanted${nth}@acme.example` }] },
          headers: { 'if-match': '1' },
        }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ body }) => body.code === 'point_taken')).toHaveLength(7);
  });

  it('names a deleted contact instead of changing it', async () => {
    await api.call('DELETE', `/v1/contacts/${id}`, { token: ann.token });
    expect(await patch({ name: 'Bea' }, '"2"')).toMatchObject({
      status: 409,
      body: { code: 'contact_deleted', contactId: id },
    });
  });

  it('leaves the version alone when a message is logged meanwhile', async () => {
    await api.call('POST', '/v1/interactions', {
      token: ann.token,
      body: {
        contactId: id,
        channel: 'email',
        direction: 'inbound',
        externalId: `meanwhile-${nth}`,
        occurredAt: '2026-01-01T00:00:00Z',
      },
    });
    expect((await patch({ notes: 'New' })).status).toBe(200);
  });

  it('is not for viewers, nor for other organizations', async () => {
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    const bob = await createPerson(api.deps);
    expect((await patch({ name: 'X' }, '"1"', viewer.token)).status).toBe(403);
    expect((await patch({ name: 'X' }, '"1"', bob.token)).status).toBe(404);
  });

  it('deletes and restores once each, however often it is asked', async () => {
    const path = `/v1/contacts/${id}`;
    const deleted = await api.call('DELETE', path, { token: ann.token });
    const again = await api.call('DELETE', path, { token: ann.token });
    expect(again.body).toEqual({ ...deleted.body, undoToken: null });
    expect(await lastEvent()).toEqual({ type: 'contact.deleted', payload: {} });
    const restored = await api.call('POST', `${path}/restore`, { token: ann.token });
    expect((await api.call('POST', `${path}/restore`, { token: ann.token })).body).toEqual(restored.body);
    expect(await lastEvent()).toEqual({ type: 'contact.restored', payload: {} });
    expect(restored.body).toMatchObject({ deletedAt: null, version: 3 });
  });
});
