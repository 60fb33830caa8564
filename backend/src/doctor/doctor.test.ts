import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../env.ts';
import { startRedis, type TestRedis } from '../limits/testing/start-redis.ts';
import { type Hosted, startHosted } from '../testing/hosted.ts';
import { createTestDeps } from '../testing/test-deps.ts';
import { checkNotifications, isHeard } from './check-notifications.ts';
import { checkProject } from './check-project.ts';
import { checkRedis } from './check-redis.ts';

describe('kith doctor looks at Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const look = (url: string) => checkRedis({ env: readEnv(url ? { REDIS_URL: url } : {}) });

  it('says its version and how long it takes, and nothing where none is set', async () => {
    const [finding] = await look(redis.url);
    expect(finding).toMatchObject({ ok: true, about: 'Redis' });
    expect(finding?.text).toMatch(/^\d+\.\d+\.\d+ at 127\.0\.0\.1:\d+ answers in \d+\.\d ms, and counts$/);
    expect(await look('')).toEqual([]);
  });

  it('says plainly when it is not there or lets nobody in, and shows no password', async () => {
    const address = new URL(redis.url);
    const [wrong] = await look(`redis://kith:planted-password@${address.host}`);
    expect(wrong).toMatchObject({ ok: false, text: expect.stringContaining('WRONGPASS') });
    await redis.stop();
    const [gone] = await look(`redis://:planted-password@${address.host}`);
    expect(gone).toMatchObject({
      ok: false,
      text: expect.stringMatching(/ECONNREFUSED.*counts requests and guesses alone/),
    });
    expect(JSON.stringify([wrong, gone])).not.toContain('planted');
  });
});

it('kith doctor hears whether the database tells what happens', async () => {
  const [one, other] = [await createTestDeps(), await createTestDeps()];
  expect(await checkNotifications(one)).toMatchObject([{ ok: true, about: 'Notifications' }]);
  expect(await isHeard(one.admin, other.admin)).toBe(false);
  await Promise.all([one.close(), other.close()]);
});

describe('kith doctor looks at a Supabase project', () => {
  let hosted: Hosted;
  beforeAll(async () => {
    hosted = await startHosted();
    await hosted.project.client().auth.signUp({ email: 'ada@people.example', password: 'correct horse' });
  });
  afterAll(() => hosted.close());
  const look = (change: Record<string, string> = {}, admin = hosted.project.deps.admin) => {
    const { url, deps } = hosted.project;
    const settings = {
      KITH_HOME: hosted.home,
      SUPABASE_URL: url,
      SUPABASE_PUBLISHABLE_KEY: deps.keys.publishableKey,
      SUPABASE_SECRET_KEY: deps.keys.secretKey,
      DATABASE_URL: 'postgres://not@asked/here',
      ...change,
    };
    return checkProject({ env: readEnv(settings), admin });
  };

  it('finds Auth, its keys and its sessions', async () => {
    const findings = await look();
    expect(findings.map(({ ok, about }) => [ok, about])).toEqual([
      [true, 'Project'],
      [true, 'Signing keys'],
      [true, 'Secret key'],
      [true, 'Sessions'],
    ]);
    expect(findings.map(({ text }) => text).join()).toContain('takes new accounts without confirming addresses');
    expect(JSON.stringify(findings)).not.toContain(hosted.project.deps.keys.secretKey);
  });

  it('says which key is not the project’s', async () => {
    const [publishable] = await look({ SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_other' });
    expect(publishable).toMatchObject({ ok: false, text: expect.stringContaining('SUPABASE_PUBLISHABLE_KEY') });
    const secret = (await look({ SUPABASE_SECRET_KEY: 'sb_secret_other' })).find(({ ok }) => !ok);
    expect(secret).toMatchObject({ about: 'Secret key', text: expect.stringContaining('SUPABASE_SECRET_KEY') });
    const none = (await look({ SUPABASE_SECRET_KEY: '' })).find(({ about }) => about === 'Secret key');
    expect(none).toMatchObject({ ok: true, text: expect.stringContaining('not set') });
  });

  it('says when nobody answers, and when the database is another’s', async () => {
    const [gone] = await look({ SUPABASE_URL: 'http://127.0.0.1:9' });
    expect(gone).toMatchObject({ ok: false, about: 'Project', text: expect.stringContaining('SUPABASE_URL') });
    const other = await createTestDeps();
    const findings = await look({}, other.admin);
    await other.close();
    expect(findings.find(({ ok }) => !ok)).toMatchObject({ about: 'Database' });
  });
});
