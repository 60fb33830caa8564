import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const page = 'https://intranet.example';

describe('embed keys', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const newKey = async () =>
    (
      await api.call('POST', '/v1/embed-keys', {
        token: ann.token,
        body: { name: 'Intranet', allowedOrigins: [page] },
      })
    ).body;
  const session = (key: string, origin?: string) =>
    api.call('POST', '/v1/embed/sessions', { body: { key }, headers: origin === undefined ? {} : { origin } });

  it('open sessions for pages on their origins, until they are revoked', async () => {
    const key = await newKey();
    expect(key.key).toMatch(/^pk_[\w-]{32}$/);
    const opened = await session(key.key, page);
    expect(opened.body).toMatchObject({ organizationId: ann.organizationId, widgets: ['kith-people', 'kith-contact'] });
    const { token } = opened.body;
    const asPage = { token, headers: { origin: page } };
    expect((await api.call('GET', '/v1/contacts', asPage)).status).toBe(200);
    const me = await api.call('GET', '/v1/me', asPage);
    expect(me.body).toMatchObject({ user: null, organizations: [{ id: ann.organizationId, role: null }] });

    const revoked = await api.call('DELETE', `/v1/embed-keys/${key.id}`, { token: ann.token });
    expect(revoked.body.revokedAt).not.toBeNull();
    const after = await api.call('GET', '/v1/contacts', asPage);
    expect([after.status, after.body.code]).toEqual([403, 'embed_key_unknown']);
    const renewed = await session(key.key, page);
    expect([renewed.status, renewed.body.code]).toEqual([403, 'embed_key_unknown']);
  });
});
