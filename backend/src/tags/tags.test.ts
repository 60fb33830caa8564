import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('tags', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  const call = (method: string, path: string, body?: object, token = ann.token) =>
    api.call(method, path, { token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });

  it('are known once a record has one, counted, renamed everywhere and taken away everywhere', async () => {
    const contact = await sampleContact(api, ann.token, { name: 'Ada', tags: ['VIP', 'Élite'] });
    const company = (await call('POST', '/v1/companies', { name: 'Acme', tags: ['vip'] })).body;
    expect(company.tags).toEqual(['VIP']);
    const listed = (await call('GET', '/v1/tags')).body.items;
    expect(listed).toMatchObject([
      { name: 'Élite', uses: { contacts: 1, companies: 0, deals: 0 } },
      { name: 'VIP', hue: null, uses: { contacts: 1, companies: 1, deals: 0 } },
    ]);
    const vip = listed[1]?.id;
    const taken = await call('PATCH', `/v1/tags/${vip}`, { name: 'ELITE' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'tag_taken', tagId: listed[0]?.id } });
    expect((await call('PATCH', `/v1/tags/${vip}`, { name: 'Key account', hue: 3 })).body).toMatchObject({
      name: 'Key account',
      hue: 3,
      version: 2,
      uses: { contacts: 1, companies: 1 },
    });
    const tagsOf = async (path: string) => (await call('GET', path)).body.tags;
    expect(await tagsOf(`/v1/contacts/${contact}`)).toEqual(['Key account', 'Élite']);
    expect(await tagsOf(`/v1/companies/${company.id}`)).toEqual(['Key account']);
    expect((await call('GET', '/v1/contacts?tag=key%20ACCOUNT')).body.items).toHaveLength(1);
    expect((await call('DELETE', `/v1/tags/${vip}`)).body).toMatchObject({
      name: 'Key account',
      uses: { contacts: 1 },
    });
    expect(await tagsOf(`/v1/contacts/${contact}`)).toEqual(['Élite']);
    expect((await call('GET', '/v1/tags?search=elit')).body.items).toMatchObject([{ name: 'Élite' }]);
  });

  it('are listed page by page', async () => {
    const bob = await createPerson(api.deps);
    await sampleContact(api, bob.token, { name: 'Ada', tags: ['c', 'a', 'b'] });
    const first = await call('GET', '/v1/tags?limit=2', undefined, bob.token);
    const rest = await call('GET', `/v1/tags?limit=2&cursor=${first.body.nextCursor}`, undefined, bob.token);
    expect([...first.body.items, ...rest.body.items].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('of everybody are for owners and admins to change', async () => {
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await sampleContact(api, member.token, { name: 'Bea', tags: ['Mine'] });
    const tag = (await call('GET', '/v1/tags?search=mine', undefined, member.token)).body.items[0]?.id;
    expect((await call('PATCH', `/v1/tags/${tag}`, { hue: 1 }, member.token)).status).toBe(403);
    expect((await call('DELETE', `/v1/tags/${tag}`, undefined, member.token)).status).toBe(403);
    expect((await call('POST', `/v1/tags/${tag}/merge`, { into: tag }, member.token)).status).toBe(403);
  });

  describe('go and come back', () => {
    let cleo: TestPerson;
    beforeAll(async () => {
      cleo = await createPerson(api.deps);
    });
    const asCleo = (method: string, path: string, body?: object) => call(method, path, body, cleo.token);
    const undo = (undoToken: string) => asCleo('POST', '/v1/undo', { undoToken });
    const sample = (tags: string[]) => sampleContact(api, cleo.token, { name: 'Ada', tags });
    const tagsOf = async (id: string) => (await asCleo('GET', `/v1/contacts/${id}`)).body.tags;
    const idOf = async (name: string) =>
      (await asCleo('GET', `/v1/tags?search=${name}`)).body.items.find((tag) => tag.name === name)?.id ?? '';
    const rows = async () =>
      JSON.stringify(
        await api.deps.admin`
          select (select jsonb_agg(to_jsonb(t) - 'updated_at' - 'version' order by t.id) from app.tags t
              where t.organization_id = ${cleo.organizationId}) as tags,
            (select jsonb_agg(to_jsonb(u) order by u.record_id, u.folded) from app.tag_uses u
              where u.organization_id = ${cleo.organizationId}) as uses,
            (select jsonb_agg(jsonb_build_array(c.id, c.tags) order by c.id) from app.contacts c
              where c.organization_id = ${cleo.organizationId}) as contacts,
            (select jsonb_agg(jsonb_build_array(d.id, d.tags) order by d.id) from app.deals d
              where d.organization_id = ${cleo.organizationId}) as deals`,
      );

    it('renamed: every record as it was, also deleted ones', async () => {
      await sample(['Old', 'First']);
      await asCleo('DELETE', `/v1/contacts/${await sample(['Second', 'Old'])}`);
      await asCleo('POST', '/v1/deals', { name: 'Stairs', tags: ['Old'] });
      const before = await rows();
      const renamed = await asCleo('PATCH', `/v1/tags/${await idOf('Old')}`, { name: 'New' });
      expect(await rows()).not.toBe(before);
      expect((await undo(renamed.body.undoToken)).status).toBe(200);
      expect(await rows()).toBe(before);
    });

    it('merged: what had both has one, and the undo gives each its place again', async () => {
      const [both, one] = [await sample(['a', 'Lead', 'Prospect', 'z']), await sample(['b', 'Lead', 'y'])];
      await asCleo('POST', '/v1/deals', { name: 'Roof', tags: ['Lead', 'x'] });
      const before = await rows();
      const [lead, prospect] = [await idOf('Lead'), await idOf('Prospect')];
      const merged = await asCleo('POST', `/v1/tags/${lead}/merge`, { into: prospect });
      expect(merged.body).toMatchObject({ id: prospect, name: 'Prospect', uses: { contacts: 2, deals: 1 } });
      expect(await tagsOf(both)).toEqual(['a', 'Prospect', 'z']);
      expect(await tagsOf(one)).toEqual(['b', 'Prospect', 'y']);
      expect(await idOf('Lead')).toBe('');
      expect((await undo(merged.body.undoToken)).status).toBe(200);
      expect(await rows()).toBe(before);
    });

    it('deleted: what somebody did since stays', async () => {
      const [same, edited, again] = [
        await sample(['p', 'Gone', 'q']),
        await sample(['Gone', 'r']),
        await sample(['Gone']),
      ];
      const deleted = await asCleo('DELETE', `/v1/tags/${await idOf('Gone')}`);
      expect(await tagsOf(same)).toEqual(['p', 'q']);
      const change = (id: string, tags: string[]) =>
        api.call('PATCH', `/v1/contacts/${id}`, { token: cleo.token, headers: { 'if-match': '2' }, body: { tags } });
      expect((await change(edited, ['r', 's'])).status).toBe(200);
      expect((await change(again, ['GONE'])).status).toBe(200);
      expect((await undo(deleted.body.undoToken)).status).toBe(200);
      expect(await Promise.all([same, edited, again].map(tagsOf))).toEqual([
        ['p', 'GONE', 'q'],
        ['GONE', 'r', 's'],
        ['GONE'],
      ]);
    });

    it('only while nothing stands in the way', async () => {
      await sample(['One', 'Two', 'Three']);
      const [one, two, three] = [await idOf('One'), await idOf('Two'), await idOf('Three')];
      expect((await asCleo('POST', `/v1/tags/${one}/merge`, { into: one })).body).toMatchObject({
        code: 'invalid_input',
        errors: [{ path: 'into' }],
      });
      const merged = await asCleo('POST', `/v1/tags/${one}/merge`, { into: two });
      expect((await asCleo('POST', `/v1/tags/${two}/merge`, { into: one })).status).toBe(422);
      const on = await asCleo('POST', `/v1/tags/${two}/merge`, { into: three });
      expect(await undo(merged.body.undoToken)).toMatchObject({ status: 409, body: { code: 'undo_conflict' } });
      expect((await undo(on.body.undoToken)).status).toBe(200);
      expect((await undo(merged.body.undoToken)).status).toBe(200);
    });

    it('with a thousand uses, in three statements', async () => {
      await api.deps.admin`
        insert into app.contacts (organization_id, name, tags)
        select ${cleo.organizationId}, 'Person ' || n, array['Many', 'x' || n % 7] from generate_series(1, 1000) as n`;
      await sample(['Few']);
      const before = await rows();
      const merged = await asCleo('POST', `/v1/tags/${await idOf('Many')}/merge`, { into: await idOf('Few') });
      expect(merged.body.uses).toMatchObject({ contacts: 1001 });
      expect((await undo(merged.body.undoToken)).status).toBe(200);
      expect(await rows()).toBe(before);
    });
  });
});
