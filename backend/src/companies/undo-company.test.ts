import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('undo of a company’s', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api.call(method, path, { token: ann.token, headers, ...(body ? { body } : {}) });
  const create = async (body: object) => (await call('POST', '/v1/companies', body)).body;
  const patch = async (id: string, version: number, body: object) =>
    (await call('PATCH', `/v1/companies/${id}`, body, { 'if-match': `"${version}"` })).body;
  const read = async (id: string) => (await call('GET', `/v1/companies/${id}`)).body;
  const undo = async (undoToken: string) => {
    const { status, body } = await call('POST', '/v1/undo', { undoToken });
    return [status, body.code ?? body.kind];
  };
  const known = ({ updatedAt: _, version: __, ...rest }: Awaited<ReturnType<typeof read>>) => rest;

  it('edit gives back fields, domains and points', async () => {
    const { id } = await create({
      name: 'Acme',
      domains: ['acme-undo.example', 'acme-old.example'],
      description: 'Oak tables',
      tags: ['fair'],
      points: [{ kind: 'phone', value: '+49 30 1234567' }],
    });
    const before = await read(id);
    const changed = await patch(id, 1, {
      name: 'Acme & Daughters',
      domains: ['acme-new.example'],
      description: null,
      tags: [],
      points: [{ kind: 'url', value: 'https://acme.example' }],
    });
    expect(await undo(changed.undoToken)).toEqual([200, 'company.change']);
    expect(known(await read(id))).toEqual(known(before));
    const [kept] = await api.deps.admin`
      select count(*)::int as domains from app.company_domains where company_id = ${id}`;
    expect(kept?.['domains']).toBe(2);
  });

  it('edit keeps what somebody else changed since, and gives way where they changed the same', async () => {
    const { id } = await create({ name: 'Beta' });
    const renamed = await patch(id, 1, { name: 'Beta Works' });
    await patch(id, 2, { description: 'Since then' });
    expect(await undo(renamed.undoToken)).toEqual([200, 'company.change']);
    expect(await read(id)).toMatchObject({ name: 'Beta', description: 'Since then' });
    const again = await patch(id, 4, { name: 'Beta One' });
    await patch(id, 5, { name: 'Beta Two' });
    expect(await undo(again.undoToken)).toEqual([409, 'undo_conflict']);
    expect((await read(id)).name).toBe('Beta Two');
  });

  it('edit refuses while another company has the domain', async () => {
    const { id } = await create({ name: 'Gone On', domain: 'taken-since.example' });
    const changed = await patch(id, 1, { domain: null });
    await create({ name: 'Came After', domain: 'taken-since.example' });
    expect(await undo(changed.undoToken)).toEqual([409, 'undo_conflict']);
    expect((await read(id)).domains).toEqual([]);
  });

  it('edit that changes nothing offers nothing', async () => {
    const { id } = await create({ name: 'Same' });
    expect((await patch(id, 1, { name: 'Same' })).undoToken).toBeNull();
  });

  it('creation deletes it, unless somebody works there by now', async () => {
    const made = await create({ name: 'Made by mistake' });
    expect(await undo(made.undoToken)).toEqual([200, 'company.create']);
    expect((await read(made.id)).deletedAt).not.toBeNull();
    const used = await create({ name: 'Made and used' });
    await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Made and used' });
    expect(await undo(used.undoToken)).toEqual([409, 'undo_conflict']);
    expect((await read(used.id)).deletedAt).toBeNull();
  });

  it('deletion brings it back, once', async () => {
    const { id } = await create({ name: 'Deleted' });
    const deleted = (await call('DELETE', `/v1/companies/${id}`)).body;
    expect(await undo(deleted.undoToken)).toEqual([200, 'company.delete']);
    expect((await read(id)).deletedAt).toBeNull();
    expect(await undo(deleted.undoToken)).toEqual([409, 'undo_used']);
    expect((await call('DELETE', `/v1/companies/${id}`)).body.undoToken).not.toBeNull();
    expect((await call('DELETE', `/v1/companies/${id}`)).body.undoToken).toBeNull();
  });
});
