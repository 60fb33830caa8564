import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';
const closed = { status: 422, code: 'signup_disabled', message: 'Signups not allowed for this instance' };

describe('an install that one joins by invitation', () => {
  let surface: TestSurface;
  let organizationId: string;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_SIGN_UP: 'invited' });
    const { data, error } = await surface.client().auth.signUp({ email: 'first@people.example', password });
    expect(error).toBeNull();
    const [owned] = await surface.deps.admin<{ organization_id: string }[]>`
      select organization_id from app.memberships where user_id = ${data.user?.id ?? ''}`;
    organizationId = owned?.organization_id ?? '';
  });
  afterAll(() => surface.close());

  const invite = (email: string, days: number) => surface.deps.admin`
    insert into app.invitations (organization_id, email, role, token_hash, language, expires_at)
    values (${organizationId}, ${email}, 'member', ${randomBytes(32)}, 'en', now() + ${days} * interval '1 day')`;
  const signUp = async (email: string) => (await surface.client().auth.signUp({ email, password })).error;

  it('has let its first person in, and says in its settings that others wait to be invited', async () => {
    const headers = { apikey: surface.deps.keys.publishableKey };
    const settings = await fetch(`${surface.url}/auth/v1/settings`, { headers });
    expect(await settings.json()).toMatchObject({ disable_signup: true });
    const { error } = await surface.client().auth.signInWithPassword({ email: 'first@people.example', password });
    expect(error).toBeNull();
  });

  it('refuses strangers, whether the address is known or not', async () => {
    expect(await signUp('stranger@people.example')).toMatchObject(closed);
    expect(await signUp('first@people.example')).toMatchObject(closed);
    const [made] = await surface.deps.admin`select count(*)::int as users from auth.users`;
    expect(made).toEqual({ users: 1 });
  });

  it('lets in who is invited, as long as the invitation stands', async () => {
    await invite('guest@people.example', 7);
    await invite('late@people.example', -1);
    await invite('unwanted@people.example', 7);
    await surface.deps.admin`update app.invitations set revoked_at = now() where email = 'unwanted@people.example'`;
    expect(await signUp('Guest@People.example')).toBeNull();
    expect(await signUp('late@people.example')).toMatchObject(closed);
    expect(await signUp('unwanted@people.example')).toMatchObject(closed);
  });

  it('makes no account by a mail either, and answers as ever', async () => {
    await invite('by-mail@people.example', 7);
    for (const email of ['nobody@people.example', 'first@people.example', 'by-mail@people.example']) {
      expect((await surface.client().auth.signInWithOtp({ email })).error).toBeNull();
    }
    expect(await surface.mailsTo('nobody@people.example')).toEqual([]);
    expect(await surface.mailsTo('first@people.example')).toHaveLength(1);
    expect(await surface.mailsTo('by-mail@people.example')).toHaveLength(1);
  });

  it('leaves accounts to whoever holds the secret key', async () => {
    const made = await surface.adminClient().auth.admin.createUser({ email: 'seed@people.example', password });
    expect(made.error).toBeNull();
  });
});
