import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const path = '/v1/organization/sign-in-policy';

describe('the second factor that an organization asks for', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
  });
  afterAll(() => api.close());

  /** A token of a session with both factors. */
  const both = async ({ userId, email }: TestPerson) =>
    (await api.deps.tokens.sign({ sub: userId, role: 'authenticated', email, aal: 'aal2' }, 3600)).token;
  const ask = async (token: string, mfaRequired: boolean) => api.call('PUT', path, { token, body: { mfaRequired } });

  it('is asked for by owners who have given their own', async () => {
    expect((await api.call('GET', path, { token: bea.token })).body).toEqual({ mfaRequired: false });
    const early = await ask(ann.token, true);
    expect([early.status, early.body.code]).toEqual([403, 'own_factor_needed']);
    expect((await ask(await both(bea), true)).status).toBe(403);
    expect((await ask(await both(ann), true)).body).toEqual({ mfaRequired: true });
    expect((await ask(await both(ann), true)).status).toBe(200);
    const log = await api.call('GET', `/v1/audit?resource=organization`, { token: await both(ann) });
    expect(log.body.items).toMatchObject([{ changes: { mfaRequired: [false, true] }, actor: { id: ann.userId } }]);
  });

  it('closes everything to people without it, in plain words, and opens with it', async () => {
    const refused = await api.call('GET', '/v1/contacts', { token: bea.token });
    expect([refused.status, refused.body.code]).toEqual([403, 'mfa_required']);
    expect(refused.body.detail).toContain('second factor');
    const write = await api.call('POST', '/v1/contacts', { token: ann.token, body: { name: 'Ada' } });
    expect([write.status, write.body.code]).toEqual([403, 'mfa_required']);
    const me = await api.call('GET', '/v1/me', { token: bea.token });
    expect(me.body).toMatchObject({
      organizations: [{ id: ann.organizationId, role: 'admin', mfaMissing: true }],
      permissions: [],
    });
    const token = await both(bea);
    expect((await api.call('GET', '/v1/contacts', { token })).status).toBe(200);
    expect((await api.call('GET', '/v1/me', { token })).body.organizations).toMatchObject([{ mfaMissing: false }]);
  });

  it('is nothing to other organizations, nor to API keys', async () => {
    const token = await both(ann);
    const made = await api.call('POST', '/v1/api-keys', {
      token,
      body: { name: 'Site', permissions: ['contacts.read', 'contacts.write'] },
    });
    expect(made.status).toBe(201);
    const key = made.body.secret ?? '';
    await sampleContact(api, key);
    expect((await api.call('GET', '/v1/contacts', { token: key })).body.items).toHaveLength(1);
    const eve = await createPerson(api.deps);
    expect((await api.call('GET', '/v1/contacts', { token: eve.token })).status).toBe(200);
    const stranger = await api.call('GET', '/v1/contacts', {
      token: eve.token,
      headers: { 'kith-organization': ann.organizationId },
    });
    expect(stranger.body.code).toBe('forbidden');
  });

  it('is asked for in the sandbox, too, and goes again', async () => {
    const token = await both(ann);
    const body = { name: 'Test', mode: 'test', permissions: ['contacts.read'] };
    expect((await api.call('POST', '/v1/api-keys', { token, body })).status).toBe(201);
    const [sandbox] = await api.deps.admin`select id, mfa_required from app.organizations
      where sandbox_of = ${ann.organizationId}`;
    expect(sandbox?.['mfa_required']).toBe(true);
    expect((await ask(token, false)).status).toBe(200);
    expect((await api.call('GET', '/v1/contacts', { token: bea.token })).status).toBe(200);
    const inSandbox = { 'kith-organization': String(sandbox?.['id']) };
    expect((await api.call('GET', '/v1/contacts', { token: ann.token, headers: inSandbox })).status).toBe(200);
  });
});
