import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAs } from '../db/tenant.ts';
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
  const colleague = (role: 'owner' | 'admin' | 'member' | 'viewer') =>
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

  it('tell who manages them whether each has set a second factor, and nobody else', async () => {
    const bea = await colleague('member');
    const admin = await colleague('admin');
    const begun = await colleague('member');
    for (const [person, status] of [
      [bea, 'verified'],
      [begun, 'unverified'],
    ] as const) {
      await api.deps.admin`
        insert into auth.mfa_factors (id, user_id, factor_type, status, secret, created_at, updated_at)
        values (gen_random_uuid(), ${person.userId}, 'totp', ${status}, 'sealed', now(), now())`;
    }
    const seenBy = async ({ token }: TestPerson) => {
      const { items } = (await api.call('GET', '/v1/members?limit=200', { token })).body;
      return [bea, begun, admin].map(({ userId }) => items.find(({ id }) => id === userId)?.secondFactor);
    };
    expect([await seenBy(admin), await seenBy(ann)]).toEqual([
      [true, false, false],
      [true, false, false],
    ]);
    expect([await seenBy(bea), await seenBy(await colleague('viewer'))]).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
    // Asked past the API: neither of a colleague by a member, nor of a stranger by anybody.
    const outsider = await createPerson(api.deps);
    const ask = async (by: TestPerson, organization: string, person: string) =>
      readAs(api.deps.sql, by.claims, async (tx) => {
        const [row] = await tx`select app.second_factor_of(${organization}, ${person}) as answer`;
        return row?.['answer'];
      });
    expect([
      await ask(bea, ann.organizationId, begun.userId),
      await ask(outsider, ann.organizationId, bea.userId),
      await ask(outsider, outsider.organizationId, bea.userId),
    ]).toEqual([null, null, null]);
  });

  it('are not shown to pages that a key embeds', async () => {
    const { token, origin } = await sampleEmbed(api, ann.token);
    expect((await api.call('GET', '/v1/members', { token, headers: { origin } })).status).toBe(403);
  });

  describe('change', () => {
    /** At the version that stands, unless it says another. */
    const change = async (by: TestPerson, whom: TestPerson, role: string, read?: number) => {
      const [row] = await api.deps.admin<{ version: number }[]>`
        select version from app.memberships where organization_id = ${ann.organizationId} and user_id = ${whom.userId}`;
      return api.call('PATCH', `/v1/members/${whom.userId}`, {
        token: by.token,
        body: { role },
        headers: { 'if-match': `${read ?? row?.version}`, 'kith-organization': ann.organizationId },
      });
    };
    const remove = (by: TestPerson, whom: TestPerson) =>
      api.call('DELETE', `/v1/members/${whom.userId}`, {
        token: by.token,
        headers: { 'kith-organization': whom.organizationId },
      });
    const rolesOf = async (organizationId: string) =>
      (
        await api.deps.admin<{ role: string }[]>`
        select role from app.memberships where organization_id = ${organizationId} order by role`
      ).map(({ role }) => role);

    beforeEach(async () => {
      ann = await createPerson(api.deps);
    });

    it('their role, by those who manage members, at the version that was read', async () => {
      const [adam, bea] = [await colleague('admin'), await colleague('member')];
      const changed = await change(adam, bea, 'viewer');
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ id: bea.userId, role: 'viewer' });
      const { version } = changed.body;
      expect(changed.headers.get('etag')).toBe(`"${version}"`);
      expect((await change(adam, bea, 'admin', version - 1)).body.code).toBe('version_conflict');
      expect((await change(bea, adam, 'viewer')).body.code).toBe('forbidden');
      expect((await api.call('POST', '/v1/contacts', { token: bea.token, body: { name: 'Ada' } })).status).toBe(403);
      const log = await api.deps.admin`
        select changes, actor from app.audit_log where organization_id = ${ann.organizationId} and resource = 'member'
          and record_id = ${bea.userId} and action = 'updated' and actor ->> 'id' = ${adam.userId}`;
      expect(log).toMatchObject([{ changes: { role: ['member', 'viewer'] } }]);
    });

    it('owners and make them only if they are owners', async () => {
      const [adam, bea] = [await colleague('admin'), await colleague('member')];
      expect((await change(adam, bea, 'owner')).body.code).toBe('forbidden');
      expect((await change(adam, ann, 'member')).body.code).toBe('forbidden');
      expect((await remove(adam, ann)).body.code).toBe('forbidden');
      expect(await rolesOf(ann.organizationId)).toEqual(['admin', 'member', 'owner']);
    });

    it('hands: an owner makes another one and steps down', async () => {
      const bea = await colleague('member');
      expect((await change(ann, ann, 'member')).body.code).toBe('last_owner');
      expect((await change(ann, bea, 'owner')).status).toBe(200);
      expect((await change(ann, ann, 'admin')).body).toMatchObject({ role: 'admin' });
      expect((await change(ann, bea, 'member')).body.code).toBe('forbidden');
    });

    it('nothing of what they own when they are taken out, and they are out at once', async () => {
      const bea = await colleague('member');
      const own = (path: string, body: object) => api.call('POST', path, { token: bea.token, body });
      const company = (await own('/v1/companies', { name: 'Acme', ownerId: bea.userId })).body.id;
      const view = (await own('/v1/views', { name: 'Hot', resource: 'contacts', shared: true })).body.id;
      expect((await remove(ann, bea)).status).toBe(204);
      expect((await remove(ann, bea)).body.code).toBe('not_found');
      const refused = await api.call('GET', '/v1/companies', {
        token: bea.token,
        headers: { 'kith-organization': ann.organizationId },
      });
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      const { token } = ann;
      expect((await api.call('GET', `/v1/companies/${company}`, { token })).body).toMatchObject({ name: 'Acme' });
      expect((await api.call('GET', `/v1/views/${view}`, { token })).body).toMatchObject({ shared: true });
    });

    it('nobody else as a viewer, but anybody may leave', async () => {
      const [vic, bea] = [await colleague('viewer'), await colleague('member')];
      expect((await remove(vic, bea)).body.code).toBe('forbidden');
      expect((await remove(vic, vic)).status).toBe(204);
      expect(await rolesOf(ann.organizationId)).toEqual(['member', 'owner']);
    });

    it('not the last owner, who can neither leave nor be changed', async () => {
      expect((await remove(ann, ann)).body.code).toBe('last_owner');
      expect((await change(ann, ann, 'viewer')).body.code).toBe('last_owner');
      expect(await rolesOf(ann.organizationId)).toEqual(['owner']);
    });

    it('not both of two owners who leave at the same moment', async () => {
      const bea = await colleague('owner');
      const answers = await Promise.all([remove(ann, ann), remove(bea, bea)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(await rolesOf(ann.organizationId)).toEqual(['owner']);
    });

    it('not both of two owners who demote each other at the same moment', async () => {
      const bea = await colleague('owner');
      await Promise.all([change(ann, bea, 'member'), change(bea, ann, 'member')]);
      expect(await rolesOf(ann.organizationId)).toContain('owner');
    });

    it('those of the sandbox, too, which is not changed by itself', async () => {
      const adam = await colleague('admin');
      const body = { name: 'Try', mode: 'test', permissions: ['contacts.read'] };
      const made = await api.call('POST', '/v1/api-keys', { token: ann.token, body });
      const sandbox = made.body.organizationId;
      expect(await rolesOf(sandbox)).toEqual(['admin', 'owner']);
      const alone = await api.call('DELETE', `/v1/members/${adam.userId}`, {
        token: ann.token,
        headers: { 'kith-organization': sandbox },
      });
      expect(alone.body.code).toBe('sandbox_follows');
      await change(ann, adam, 'owner');
      expect(await rolesOf(sandbox)).toEqual(['owner', 'owner']);
      await change(ann, adam, 'member');
      expect(await rolesOf(sandbox)).toEqual(['owner']);
    });
  });
});
