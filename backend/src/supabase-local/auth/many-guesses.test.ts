import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryCounters } from '../../limits/memory-counters.ts';
import { createTestDeps, type TestDeps } from '../../testing/test-deps.ts';
import { createSupabaseLocal, type SupabaseLocal } from '../supabase-local.ts';

const ada = { email: 'ada@people.example', password: 'correct horse' };
const home = '198.51.100.7';

describe('ten thousand wrong passwords for one account, over HTTP', () => {
  let deps: TestDeps;
  let local: SupabaseLocal;
  beforeAll(async () => {
    const base = await createTestDeps();
    // The clock stands still, so that a slow machine forgives no more than a quick one.
    const present = new Date();
    const now = () => present;
    deps = { ...base, now, counters: createMemoryCounters(now), env: { ...base.env, KITH_PROXIES: 1 } };
    local = await createSupabaseLocal(deps);
  });
  afterAll(async () => {
    await local.close();
    await deps.close();
  });

  const post = async (path: string, body: object, from: string) =>
    local.routes.request(`/auth/v1/${path}`, {
      method: 'POST',
      headers: { apikey: deps.keys.publishableKey, 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify(body),
    });
  const signIn = (password: string, from: string) => post('token?grant_type=password', { ...ada, password }, from);

  it('are looked at twenty times, and meanwhile the owner signs in', { timeout: 60_000 }, async () => {
    expect((await post('signup', ada, home)).status).toBe(200);
    const answers = new Map<number, number>();
    const guess = async (nth: number) => {
      // From ever other networks, so that only the account’s own count stands between.
      const { status } = await signIn(`wrong ${nth}`, `10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    };
    for (let round = 0; round < 100; round += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, nth) => guess(round * 100 + nth)));
      if (round % 25 === 10) expect((await signIn(ada.password, home)).status).toBe(200);
    }
    // A password that is looked at costs a hash of tens of milliseconds; the others are answered without.
    expect(Object.fromEntries(answers)).toEqual({ 400: 20, 429: 9_980 });
    const stranger = await signIn(ada.password, '203.0.113.9');
    expect([stranger.status, await stranger.json()]).toMatchObject([429, { code: 'over_request_rate_limit' }]);
    expect((await signIn(ada.password, home)).status).toBe(200);
  });
});
