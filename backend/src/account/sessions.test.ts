import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { deviceOf } from './device.ts';

const path = '/v1/account/sessions';
const firefox = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0';
const phone =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

describe('the sessions of a person', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  /** A session as sign-in begins one, and a token of it. */
  async function begin({ userId, email }: TestPerson, userAgent: string, hoursAgo: number, aal = 'aal1') {
    const at = new Date(Date.now() - hoursAgo * 3_600_000);
    const [row] = await api.deps.admin<{ id: string }[]>`
      insert into auth.sessions (user_id, user_agent, ip, created_at, refreshed_at, aal)
      values (${userId}, ${userAgent}, '198.51.100.7', ${new Date(at.getTime() - 1000)}, ${at}, ${aal}) returning id`;
    const id = row?.id ?? '';
    const claims = { sub: userId, role: 'authenticated', email, aal, session_id: id };
    return { id, token: (await api.deps.tokens.sign(claims, 3600)).token };
  }
  const list = async (token: string) => (await api.call('GET', path, { token })).body.items;
  const alive = async ({ userId }: TestPerson) =>
    (await api.deps.admin`select id from auth.sessions where user_id = ${userId}`).map(({ id }) => id);

  it('are listed with device, address and last use, this one first', async () => {
    const desk = await begin(ann, firefox, 5);
    const mobile = await begin(ann, phone, 1, 'aal2');
    const other = await createPerson(api.deps);
    await begin(other, firefox, 0);
    const items = await list(desk.token);
    expect(items).toMatchObject([
      {
        id: desk.id,
        current: true,
        device: { kind: 'desktop', browser: 'Firefox', system: 'macOS' },
        secondFactor: false,
      },
      {
        id: mobile.id,
        current: false,
        device: { kind: 'mobile', browser: 'Chrome', system: 'Android' },
        secondFactor: true,
      },
    ]);
    expect(items[1]).toMatchObject({ address: '198.51.100.7', place: { kind: 'unknown', country: null } });
    expect(Date.parse(items[1]?.lastUsedAt ?? '') - Date.parse(items[1]?.createdAt ?? '')).toBe(1000);
  });

  it('are ended one by one by their owner alone', async () => {
    const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    const [here, there] = [await begin(bea, firefox, 1), await begin(bea, phone, 2)];
    const annHere = await begin(ann, firefox, 1);
    const stolen = await api.call('DELETE', `${path}/${there.id}`, { token: annHere.token });
    expect([stolen.status, stolen.body.code]).toEqual([404, 'not_found']);
    expect((await api.call('DELETE', `${path}/${there.id}`, { token: here.token })).status).toBe(204);
    expect(await alive(bea)).toEqual([here.id]);
    expect((await api.call('DELETE', `${path}/${there.id}`, { token: here.token })).status).toBe(404);
    const over = await api.call('GET', path, { token: there.token });
    expect([over.status, over.body.code]).toEqual([401, 'unauthenticated']);
    expect((await api.call('DELETE', path, { token: there.token })).status).toBe(401);
    expect(await alive(bea)).toEqual([here.id]);
  });

  it('are ended everywhere but here', async () => {
    const cat = await createPerson(api.deps);
    const here = await begin(cat, firefox, 1);
    await begin(cat, phone, 2);
    await begin(cat, phone, 3);
    expect((await api.call('DELETE', path, { token: here.token })).status).toBe(204);
    expect(await alive(cat)).toEqual([here.id]);
    const lines = await api.deps.admin`
      select action, changes, actor, source from app.audit_log where resource = 'sign_in' and record_id = ${cat.userId}`;
    const actor = { kind: 'user', id: cat.userId };
    expect([...lines]).toEqual([{ action: 'sessions_ended', changes: { sessions: [null, 2] }, actor, source: 'web' }]);
    expect((await api.call('DELETE', path, { token: here.token })).status).toBe(204);
  });

  it('are shown to nobody who has not given the second factor, nor to keys', async () => {
    const dan = await createPerson(api.deps);
    const [one, both] = [await begin(dan, firefox, 1), await begin(dan, firefox, 1, 'aal2')];
    await api.deps.admin`insert into auth.mfa_factors (user_id, factor_type, status, secret)
      values (${dan.userId}, 'totp', 'verified', 'v1.x.y')`;
    const refused = await api.call('GET', path, { token: one.token });
    expect([refused.status, refused.body.code]).toEqual([403, 'second_factor_needed']);
    expect((await api.call('DELETE', path, { token: one.token })).status).toBe(403);
    expect(await list(both.token)).toHaveLength(2);
    const { token, origin } = await sampleEmbed(api, ann.token);
    expect((await api.call('GET', path, { token, headers: { origin } })).status).toBe(403);
    const body = { name: 'Site', permissions: ['organization.read'] };
    const key = (await api.call('POST', '/v1/api-keys', { token: ann.token, body })).body.secret ?? '';
    expect((await api.call('GET', path, { token: key })).status).toBe(403);
  });
});

it.each([
  [null, false, { kind: 'unknown', browser: null, system: null }],
  ['', false, { kind: 'unknown', browser: null, system: null }],
  ['node', false, { kind: 'unknown', browser: null, system: null }],
  [null, true, { kind: 'extension', browser: null, system: null }],
  [firefox, true, { kind: 'extension', browser: 'Firefox', system: 'macOS' }],
])('A device is told by its user agent and how its session began: %s, %s', (userAgent, paired, device) => {
  expect(deviceOf(userAgent, paired)).toEqual(device);
});
