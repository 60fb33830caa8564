import { isAuthSessionMissingError } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../../testing/test-deps.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('the signed-in user', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  async function signUp() {
    const client = surface.client();
    people += 1;
    const person = { email: `p${people}@people.example`, password: 'correct horse' };
    const { data } = await client.auth.signUp(person);
    if (!data.session) throw new Error('The sign-up gave no session');
    return { client, person, session: data.session };
  }
  const getUser = (headers: Record<string, string>) =>
    fetch(`${surface.url}/auth/v1/user`, { headers: { apikey: surface.deps.keys.publishableKey, ...headers } });

  it('changes data key by key; null removes a key', async () => {
    const { client } = await signUp();
    await client.auth.updateUser({ data: { theme: 'dark', language: 'ru' } });
    const { data } = await client.auth.updateUser({ data: { theme: null, zone: 'Europe/Riga' } });
    expect(data.user?.user_metadata).toEqual({ language: 'ru', zone: 'Europe/Riga' });
    expect((await client.auth.getUser()).data.user?.user_metadata).toEqual(data.user?.user_metadata);
  });

  it('loses no change of several at the same moment', async () => {
    const { client } = await signUp();
    const keys = Array.from({ length: 8 }, (_, index) => `key${index}`);
    await Promise.all(keys.map((key) => client.auth.updateUser({ data: { [key]: true } })));
    const { data } = await client.auth.getUser();
    expect(Object.keys(data.user?.user_metadata ?? {}).sort()).toEqual(keys);
  });

  it('cannot pile up data until its tokens no longer fit a header', async () => {
    const { client } = await signUp();
    expect((await client.auth.updateUser({ data: { first: 'x'.repeat(3000) } })).error).toBeNull();
    const { error } = await client.auth.updateUser({ data: { second: 'x'.repeat(3000) } });
    expect(error).toMatchObject({ status: 400, code: 'validation_failed' });
    expect((await client.auth.getUser()).error).toBeNull();
  });

  it('hears why a weak new password or an address that is none is refused', async () => {
    const { client } = await signUp();
    const weak = await client.auth.updateUser({ password: 'short' });
    expect(weak.error).toMatchObject({ status: 422, code: 'weak_password', reasons: ['length'] });
    const moved = await client.auth.updateUser({ email: 'other@' });
    expect(moved.error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('is not there without a token, with a broken one, an expired one or an embed token', async () => {
    const { session } = await signUp();
    const none = await getUser({ authorization: `Bearer ${surface.deps.keys.publishableKey}` });
    expect([none.status, await none.json()]).toMatchObject([401, { code: 'no_authorization' }]);
    const broken = await getUser({ authorization: `Bearer ${session.access_token.slice(0, -8)}AAAAAAAA` });
    expect([broken.status, await broken.json()]).toMatchObject([403, { code: 'bad_jwt' }]);
    const ann = await createPerson(surface.deps);
    const sessionless = await getUser({ authorization: `Bearer ${ann.token}` });
    expect([sessionless.status, await sessionless.json()]).toMatchObject([403, { code: 'session_not_found' }]);
    surface.advance(3_601_000);
    const expired = await getUser({ authorization: `Bearer ${session.access_token}` });
    expect([expired.status, await expired.json()]).toMatchObject([403, { code: 'bad_jwt' }]);
  });

  it('signs out here, elsewhere, or everywhere', async () => {
    const { client, person } = await signUp();
    const [second, third] = [surface.client(), surface.client()];
    await second.auth.signInWithPassword(person);
    await third.auth.signInWithPassword(person);
    expect((await client.auth.signOut({ scope: 'others' })).error).toBeNull();
    expect(isAuthSessionMissingError((await second.auth.getUser()).error)).toBe(true);
    expect((await client.auth.getUser()).error).toBeNull();

    await second.auth.signInWithPassword(person);
    const token = (await client.auth.getSession()).data.session?.access_token ?? '';
    expect((await client.auth.signOut({ scope: 'local' })).error).toBeNull();
    expect((await getUser({ authorization: `Bearer ${token}` })).status).toBe(403);
    expect((await second.auth.getUser()).error).toBeNull();

    await client.auth.signInWithPassword(person);
    expect((await client.auth.signOut()).error).toBeNull();
    expect((await second.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
  });

  it('cannot be signed out by an unknown scope', async () => {
    const { session } = await signUp();
    const authorization = `Bearer ${session.access_token}`;
    const answer = await surface.post('/auth/v1/logout?scope=galaxy', {}, { authorization });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'validation_failed' }]);
  });
});
