import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('companies', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const create = (body: object, token = ann.token) => api.call('POST', '/v1/companies', { token, body });
  const patch = (id: string, body: object, version = 1) =>
    api.call('PATCH', `/v1/companies/${id}`, { token: ann.token, body, headers: { 'if-match': `"${version}"` } });

  it('are created, read, changed, deleted and restored', async () => {
    const { token } = ann;
    const made = await create({ name: ' Acme ', domain: 'ACME.example' });
    expect(made).toMatchObject({ status: 201, body: { name: 'Acme', domain: 'acme.example', version: 1 } });
    expect(made.headers.get('etag')).toBe('"1"');
    const path = `/v1/companies/${made.body.id}`;
    const { undoToken: _, tookIn: __, ...company } = made.body;
    expect((await api.call('GET', path, { token })).body).toEqual({ ...company, peopleCount: 0, openDealCount: 0 });
    expect((await patch(made.body.id, { domain: null })).body).toMatchObject({ domain: null, version: 2 });
    expect((await patch(made.body.id, { name: 'Acme' }, 2)).body.version).toBe(2);
    const deleted = await api.call('DELETE', path, { token });
    expect((await api.call('DELETE', path, { token })).body).toEqual({ ...deleted.body, undoToken: null });
    expect((await patch(made.body.id, { name: 'X' }, 3)).status).toBe(404);
    expect((await api.call('GET', path, { token })).body.deletedAt).not.toBeNull();
    const restored = await api.call('POST', `${path}/restore`, { token });
    expect(restored.body).toMatchObject({ deletedAt: null, version: 4 });
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    expect(events.map((event) => event['type'])).toEqual([
      'company.created',
      'company.updated',
      'company.deleted',
      'company.restored',
    ]);
  });

  it('are listed by name, whatever the case, page by page', async () => {
    const person = await createPerson(api.deps);
    const names = ['beta', 'Alpha', 'éclair', 'Delta', 'alpha', 'Яблоко', 'ёлка'];
    for (const name of names) await create({ name }, person.token);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/v1/companies?limit=3${cursor}`, { token: person.token });
      seen.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['Alpha', 'alpha', 'beta', 'Delta', 'éclair', 'ёлка', 'Яблоко']);
    const found = await api.call('GET', `/v1/companies?search=${encodeURIComponent('ЯБЛ')}`, { token: person.token });
    expect(found.body.items).toMatchObject([{ name: 'Яблоко' }]);
    expect((await api.call('GET', '/v1/companies?search=%25', { token: person.token })).body.items).toEqual([]);
  });

  it('let one of many changes of one version win', async () => {
    const { body } = await create({ name: 'Raced' });
    const replies = await Promise.all(Array.from({ length: 6 }, (_, index) => patch(body.id, { name: `R${index}` })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it.each(['https://acme.example', 'acme', 'a b.example', '-.example'])('refuse %s as a domain', async (domain) => {
    expect(await create({ name: 'Acme', domain })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'domain' }] },
    });
  });

  it('keep owner, tags, description, logo and points', async () => {
    const details = {
      ownerId: ann.userId,
      tags: ['Supplier'],
      description: 'Stairs of oak',
      logoUrl: 'https://pictures.example/acme.png',
    };
    const points = [
      { kind: 'url', value: 'harbour.example/about' },
      { kind: 'phone', value: '+49 30 1234567' },
      { kind: 'linkedin', value: 'https://www.linkedin.com/company/Harbour-Row/about' },
    ];
    const made = await create({ name: 'Harbour Row', ...details, points });
    expect(made.body).toMatchObject({
      ...details,
      points: [
        { normalized: 'https://harbour.example/about' },
        { normalized: '+49301234567' },
        { normalized: 'company/harbour-row' },
      ],
    });
    expect((await patch(made.body.id, { points })).body.version).toBe(1);
    const changed = await patch(made.body.id, { tags: [], points: points.slice(1).toReversed() });
    expect(changed.body).toMatchObject({ tags: [], version: 2, points: [{ kind: 'linkedin' }, { kind: 'phone' }] });
    const refused = await patch(made.body.id, { points: [{ kind: 'phone', value: '1' }] }, 2);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'points.0.value' }] } });
  });

  it('have several domains, the first being the main one, and share none', async () => {
    const first = await create({ name: 'First', domains: ['Shared.example', 'first.example', 'shared.example'] });
    expect(first.body).toMatchObject({ domain: 'shared.example', domains: ['shared.example', 'first.example'] });
    const refused = await create({ name: 'Second', domain: 'first.example' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'domain_taken', companyId: first.body.id } });
    const replaced = await patch(first.body.id, { domain: 'new.example' });
    expect(replaced.body.domains).toEqual(['new.example', 'first.example']);
    expect((await patch(first.body.id, { domain: null }, 2)).body.domains).toEqual(['first.example']);
    expect((await create({ name: 'Second', domain: 'shared.example' })).status).toBe(201);
    const both = await create({ name: 'Both', domain: 'a.example', domains: ['b.example'] });
    expect(both).toMatchObject({ status: 422, body: { errors: [{ path: 'domains' }] } });
  });

  it('get a domain once, however many ask at the same moment', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) => create({ name: `Raced ${n}`, domain: 'raced.example' })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
  });

  it('keep the longest name there may be', async () => {
    for (const name of ['ы'.repeat(300), '🏢'.repeat(150), '㌀'.repeat(300)]) {
      expect((await create({ name })).body.name).toBe(name);
    }
    expect((await create({ name: 'x'.repeat(301) })).status).toBe(422);
  });

  it('are not for viewers to change', async () => {
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    expect((await create({ name: 'X' }, viewer.token)).status).toBe(403);
    expect((await api.call('GET', '/v1/companies', { token: viewer.token })).status).toBe(200);
  });
});
