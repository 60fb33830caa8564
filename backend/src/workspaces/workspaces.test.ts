import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAs } from '../db/tenant.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { Workspace } from './schema.ts';
import { slugOf } from './slug.ts';

describe('workspaces', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, { person = ann, version = 1 } = {}) =>
    api.call(method, `/v1/workspaces${path}`, {
      token: person.token,
      headers: { 'if-match': `"${version}"` },
      ...(body ? { body } : {}),
    });
  const list = async (person = ann, query = '') =>
    (await call('GET', query, undefined, { person })).body.items.map((item) => Workspace.parse(item));

  it('begin with one, the default, in every organization, the sandbox included', async () => {
    const bob = await createPerson(api.deps);
    expect(await list(bob)).toMatchObject([{ name: 'Main', slug: 'main', isDefault: true, timeZone: 'UTC' }]);
    await api.call('POST', '/v1/api-keys', {
      token: bob.token,
      body: { name: 'Test', mode: 'test', permissions: ['workspaces.read'] },
    });
    const without = await api.deps.admin`
      select from app.organizations o where not exists (
        select from app.workspaces w where w.organization_id = o.id and w.is_default)`;
    expect(without).toHaveLength(0);
  });

  it('are created, changed, archived, restored and told of', async () => {
    const made = await call('POST', '', { name: ' Blue Harbour ', hue: 3, timeZone: 'Europe/Lisbon' });
    expect(made.status).toBe(201);
    expect(Workspace.parse(made.body)).toMatchObject({
      name: 'Blue Harbour',
      slug: 'blue-harbour',
      hue: 3,
      timeZone: 'Europe/Lisbon',
      isDefault: false,
    });
    const path = `/${made.body.id}`;
    expect((await call('PATCH', path, { name: 'Harbour', hue: null })).body).toMatchObject({
      name: 'Harbour',
      hue: null,
    });
    expect((await call('PATCH', path, { name: 'Late' })).status).toBe(412);
    const archived = await call('POST', `${path}/archive`);
    expect((await list()).map(({ name }) => name)).toEqual(['Main']);
    expect((await list(ann, '?archived=true')).map(({ name }) => name)).toEqual(['Harbour']);
    expect((await call('PATCH', path, { name: 'X' }, { version: 3 })).body.code).toBe('workspace_archived');
    const undone = await api.call('POST', '/v1/undo', {
      token: ann.token,
      body: { undoToken: archived.body.undoToken },
    });
    expect(undone.status).toBe(200);
    expect((await call('POST', `${path}/archive`)).status).toBe(200);
    expect((await call('POST', `${path}/restore`)).body).toMatchObject({ archivedAt: null });
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    expect(events.map(({ type }) => type)).toEqual(
      ['created', 'updated', 'archived', 'restored', 'archived', 'restored'].map((verb) => `workspace.${verb}`),
    );
    const log = await api.deps.admin`
      select action from app.audit_log where record_id = ${made.body.id} and resource = 'workspace' order by id limit 2`;
    expect(log.map(({ action }) => action)).toEqual(['created', 'updated']);
  });

  it('always have one default, which cannot be archived', async () => {
    const main = (await list()).find(({ isDefault }) => isDefault);
    const other = (await call('POST', '', { name: 'Other' })).body;
    expect((await call('POST', `/${main?.id}/archive`)).body.code).toBe('default_workspace');
    const chosen = await call('PATCH', `/${other.id}`, { isDefault: true });
    expect(Workspace.parse(chosen.body).isDefault).toBe(true);
    expect((await list()).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([other.id]);
    expect((await call('POST', `/${main?.id}/archive`)).status).toBe(200);
    const both = await Promise.all(
      ['One', 'Two'].map(async (name) => {
        const { id } = (await call('POST', '', { name })).body;
        return call('PATCH', `/${id}`, { isDefault: true });
      }),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await list()).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const forced = writeAs(api.deps.sql, ann.claims, (tx) => tx`update app.workspaces set is_default = true`);
    await expect(forced).rejects.toMatchObject({ code: '42501' });
  });

  it('have short names, each once', async () => {
    const slugs = [];
    for (const name of ['Café Ünï', 'cafe uni', 'Северный лес', 'Берег']) {
      slugs.push(Workspace.parse((await call('POST', '', { name })).body).slug);
    }
    expect(slugs).toEqual(['cafe-uni', 'cafe-uni-2', 'workspace', 'workspace-2']);
    const taken = { status: 409, body: { code: 'slug_taken', errors: [{ path: 'slug' }] } };
    expect(await call('POST', '', { name: 'Again', slug: 'cafe-uni' })).toMatchObject(taken);
    const { id } = (await call('POST', '', { name: 'Free' })).body;
    expect(await call('PATCH', `/${id}`, { slug: 'workspace' })).toMatchObject(taken);
    expect(slugOf(`${'long '.repeat(40)}`).length).toBeLessThanOrEqual(50);
  });

  it.each([
    ['a slug with capitals', { name: 'X', slug: 'Blue' }],
    ['a zone that is no place', { name: 'X', timeZone: '+02:00' }],
    ['a hue that there is not', { name: 'X', hue: 9 }],
    ['no name', { name: '  ' }],
  ])('are refused with %s', async (_, body) => {
    expect((await call('POST', '', body)).status).toBe(422);
  });

  it('are listed by name page by page, read by viewers and changed by who manages them', async () => {
    const bob = await createPerson(api.deps);
    const viewer = await createPerson(api.deps, { organizationId: bob.organizationId, role: 'viewer' });
    for (const name of ['beta', 'Alpha']) await call('POST', '', { name }, { person: bob });
    const first = (await call('GET', '?limit=2', undefined, { person: viewer })).body;
    expect(first.items.map(({ name }) => name)).toEqual(['Alpha', 'beta']);
    const rest = (await call('GET', `?limit=2&cursor=${first.nextCursor}`, undefined, { person: viewer })).body;
    expect([rest.items.map(({ name }) => name), rest.nextCursor]).toEqual([['Main'], null]);
    const member = await createPerson(api.deps, { organizationId: bob.organizationId, role: 'member' });
    expect((await call('POST', '', { name: 'Mine' }, { person: member })).status).toBe(403);
  });
});
