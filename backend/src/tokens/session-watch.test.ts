import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type SessionWatch, watchSessions } from './session-watch.ts';

describe('an access token whose session was ended', () => {
  let api: TestApi;
  let ann: TestPerson;
  /** Another process over the same database. */
  let other: SessionWatch;
  const log = pino({ level: 'silent' });
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    other = await watchSessions({ admin: api.deps.admin, log });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  async function begin() {
    const [row] = await api.deps.admin<{ id: string }[]>`
      insert into auth.sessions (user_id, aal) values (${ann.userId}, 'aal1') returning id`;
    const id = row?.id ?? '';
    const claims = { sub: ann.userId, role: 'authenticated', email: ann.email, aal: 'aal1', session_id: id };
    return { id, token: (await api.deps.tokens.sign(claims, 3600)).token };
  }
  const ask = (token: string) => api.call('GET', '/v1/contacts', { token });
  const statusOf = async (token: string) => (await ask(token)).status;

  it('opens nothing any more: at once where it was ended, whoever saw it before', async () => {
    const [desk, phone, tablet] = [await begin(), await begin(), await begin()];
    expect([await statusOf(desk.token), await statusOf(phone.token), await statusOf(tablet.token)]).toEqual([
      200, 200, 200,
    ]);
    await api.call('DELETE', `/v1/account/sessions/${phone.id}`, { token: desk.token });
    const refused = await ask(phone.token);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      401,
      'unauthenticated',
      'This session was ended. Sign in again.',
    ]);
    expect([await statusOf(desk.token), await statusOf(tablet.token)]).toEqual([200, 200]);
    await api.call('DELETE', '/v1/account/sessions', { token: desk.token });
    expect([await statusOf(desk.token), await statusOf(tablet.token)]).toEqual([200, 401]);
  });

  it('opens nothing when the session was over before it came, or never was', async () => {
    const gone = await begin();
    await api.deps.admin`delete from auth.sessions where id = ${gone.id}`;
    expect(await statusOf(gone.token)).toBe(401);
    const late = await begin();
    await api.deps.admin`update auth.sessions set not_after = now() - interval '1 second' where id = ${late.id}`;
    expect(await statusOf(late.token)).toBe(401);
    const claims = { sub: ann.userId, role: 'authenticated', session_id: "x' or true" };
    expect(await statusOf((await api.deps.tokens.sign(claims, 60)).token)).toBe(401);
  });

  it('is heard of by other processes, however many end and however it happens', async () => {
    const many = await Promise.all(Array.from({ length: 250 }, begin));
    const heard = new Set<string>();
    // What ended before may be told only now.
    const ours = new Set(many.map(({ id }) => id));
    other.onEnded((ids) => {
      for (const id of ids) if (ours.has(id)) heard.add(id);
    });
    for (const { id } of many) expect(await other.lives(id)).toBe(true);
    const [one, ...rest] = many;
    await api.deps.admin`delete from auth.sessions where id = ${one?.id ?? ''}`;
    await vi.waitUntil(() => heard.has(one?.id ?? ''));
    expect([heard.size, other.knows(one?.id ?? ''), other.knows(rest[0]?.id ?? '')]).toEqual([1, false, true]);
    await api.deps.admin`delete from auth.sessions where user_id = ${ann.userId}`;
    await vi.waitUntil(() => heard.size === 250);
    expect(rest.some(({ id }) => other.knows(id))).toBe(false);
  });

  it('is found out also where the database does not say it', async () => {
    const { id } = await begin();
    const asking = await watchSessions({ admin: api.deps.admin, log, period: 50 });
    await api.deps.admin.begin(async (tx) => {
      expect(await asking.lives(id)).toBe(true);
      await tx`alter table auth.sessions disable trigger kith_sessions_ended`;
      await tx`delete from auth.sessions where id = ${id}`;
      await tx`alter table auth.sessions enable trigger kith_sessions_ended`;
    });
    await vi.waitUntil(() => !asking.knows(id), 5_000);
    expect(await asking.lives(id)).toBe(false);
    await asking.close();
  });

  it('costs no question while nothing ends: whoever asked would wait here for ever', async () => {
    const { token } = await begin();
    await api.deps.tokens.verify(token);
    await api.deps.admin.begin(async (tx) => {
      await tx`lock table auth.sessions in access exclusive mode`;
      for (let nth = 0; nth < 1_000; nth += 1) await api.deps.tokens.verify(token);
    });
  });
});
