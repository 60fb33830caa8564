import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const text = expect.any(String);
const password = 'correct horse';
const Session = z.looseObject({ user: z.record(z.string(), z.unknown()) });
const userKeys = [
  ...['app_metadata', 'aud', 'confirmed_at', 'created_at', 'email', 'email_confirmed_at', 'factors', 'id'],
  ...['identities', 'is_anonymous', 'last_sign_in_at', 'phone', 'role', 'updated_at', 'user_metadata'],
];

describe('what clients read', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  it('of a session and its user has every member, and no other', async () => {
    const answer = await surface.post('/auth/v1/signup', { email: 'ada@people.example', password });
    const session = Session.parse(await answer.json());
    const sessionKeys = ['access_token', 'expires_at', 'expires_in', 'refresh_token', 'token_type', 'user'];
    expect(Object.keys(session).sort()).toEqual(sessionKeys);
    expect(session).toMatchObject({ token_type: 'bearer', expires_in: 3600, expires_at: expect.any(Number) });
    expect(Object.keys(session.user).sort()).toEqual(userKeys);
  });

  it('of identities and factors has the names that they know', async () => {
    const client = surface.client();
    const { data } = await client.auth.signUp({ email: 'bob@people.example', password });
    await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' });
    const { data: read } = await client.auth.getUser();
    const { id } = data.user ?? {};
    expect(read.user?.identities).toEqual([
      {
        identity_id: text,
        id,
        user_id: id,
        identity_data: { sub: id, email: 'bob@people.example', email_verified: true, phone_verified: false },
        provider: 'email',
        email: 'bob@people.example',
        last_sign_in_at: text,
        created_at: text,
        updated_at: text,
      },
    ]);
    const factor = { id: text, friendly_name: 'Phone', factor_type: 'totp', status: 'unverified' };
    expect(read.user?.factors).toEqual([{ ...factor, created_at: text, updated_at: text }]);
    await client.auth.updateUser({ email: 'robert@people.example' });
    const { data: moving } = await client.auth.getUser();
    expect(moving.user).toMatchObject({ new_email: 'robert@people.example', email_change_sent_at: text });
  });

  it('of a weak password says why, with the version without which they would not read the code', async () => {
    const answer = await surface.post('/auth/v1/signup', { email: 'eve@people.example', password: 'short' });
    expect(answer.headers.get('x-supabase-api-version')).toBe('2024-01-01');
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'weak_password', message: text, weak_password: { reasons: ['length'] } },
    ]);
  });

  it('of a token that is none begins as they expect', async () => {
    const { error } = await surface.adminClient().auth.admin.signOut('this-is-no-token');
    expect(error).toMatchObject({
      status: 403,
      code: 'bad_jwt',
      message: expect.stringMatching(/^invalid JWT: unable to parse or verify signature/),
    });
  });
});
