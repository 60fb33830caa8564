import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('teams', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
  });
  afterAll(() => api.close());

  it('are created, read, changed, deleted, restored and told of', async () => {
    const { token } = ann;
    const made = await api.call('POST', '/v1/teams', { token, body: { name: ' First ', memberIds: [ann.userId] } });
    expect(made).toMatchObject({ status: 201, body: { name: 'First', memberIds: [ann.userId], version: 1 } });
    const path = `/v1/teams/${made.body.id}`;
    expect((await api.call('GET', path, { token })).body).toEqual(made.body);
    const body = { name: 'Second', memberIds: [bea.userId, bea.userId] };
    const change = { token, body, headers: { 'if-match': '"1"' } };
    const changed = { name: 'Second', memberIds: [bea.userId], version: 2 };
    expect((await api.call('PATCH', path, change)).body).toMatchObject(changed);
    expect((await api.call('PATCH', path, change)).status).toBe(412);
    const { undoToken } = (await api.call('DELETE', path, { token })).body;
    expect((await api.call('GET', '/v1/teams', { token })).body.items).toEqual([]);
    expect((await api.call('POST', '/v1/undo', { token, body: { undoToken } })).status).toBe(200);
    expect((await api.call('GET', path, { token })).body).toMatchObject({ memberIds: [bea.userId], deletedAt: null });
    await api.call('DELETE', path, { token });
    expect((await api.call('POST', `${path}/restore`, { token })).body.deletedAt).toBeNull();
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    const types = ['created', 'updated', 'deleted', 'restored', 'deleted', 'restored'].map((verb) => `team.${verb}`);
    expect(events.map((event) => event['type'])).toEqual(types);
    const log = await api.deps.admin`
      select changes -> 'memberIds' as changes from app.audit_log
      where record_id = ${made.body.id} and changes ? 'memberIds'`;
    expect(log).toEqual([{ changes: [[ann.userId], []] }, { changes: [[], [bea.userId]] }]);
  });

  it('are listed by name, page by page', async () => {
    const { token } = await createPerson(api.deps);
    for (const name of ['beta', 'Alpha', 'gamma']) await api.call('POST', '/v1/teams', { token, body: { name } });
    const first = await api.call('GET', '/v1/teams?limit=2', { token });
    expect(first.body.items.map(({ name }) => name)).toEqual(['Alpha', 'beta']);
    const rest = await api.call('GET', `/v1/teams?limit=2&cursor=${first.body.nextCursor}`, { token });
    expect(rest.body).toMatchObject({ items: [{ name: 'gamma' }], nextCursor: null });
  });

  it('are read by everybody and changed by those who manage them', async () => {
    const { token } = bea;
    expect((await api.call('GET', '/v1/teams', { token })).status).toBe(200);
    expect((await api.call('POST', '/v1/teams', { token, body: { name: 'Mine' } })).body.code).toBe('forbidden');
  });

  it('take members of the organization alone, and lose who leaves it', async () => {
    const { token } = ann;
    const stranger = await createPerson(api.deps);
    const refused = await api.call('POST', '/v1/teams', { token, body: { name: 'X', memberIds: [stranger.userId] } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ path: 'memberIds' }] } });
    const guest = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const body = { name: 'South', memberIds: [ann.userId, guest.userId] };
    const { id } = (await api.call('POST', '/v1/teams', { token, body })).body;
    await api.call('DELETE', `/v1/members/${guest.userId}`, { token });
    expect((await api.call('GET', `/v1/teams/${id}`, { token })).body.memberIds).toEqual([ann.userId]);
  });
});
