import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorCalls } from '../testing/factor-calls.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('what happens to an account', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());
  const { secured } = factorCalls(() => surface);

  const password = 'correct horse';
  async function signedUp() {
    const client = surface.client();
    people += 1;
    const email = `noted${people}@people.example`;
    const { data } = await client.auth.signUp({ email, password });
    if (!data.user || !data.session) throw new Error('The sign-up gave no session');
    return { client, email, userId: data.user.id, token: data.session.refresh_token };
  }
  /** The lines of a person, the oldest first: what happened, and what else is told. */
  async function linesOf(userId: string) {
    return surface.deps.admin<{ action: string; changes: Record<string, unknown>; actor: unknown; source: string }[]>`
      select action, changes, actor, source, request_id from app.audit_log
      where resource = 'sign_in' and record_id = ${userId} order by id`;
  }
  const actionsOf = async (userId: string) => (await linesOf(userId)).map(({ action }) => action);

  it('is noted of signing in and out: by which way, from which address, by which request', async () => {
    const { client, email, userId } = await signedUp();
    await client.auth.signOut({ scope: 'local' });
    const headers = { origin: 'chrome-extension://abcdefghijklmnop', 'x-request-id': 'the-sign-in' };
    await surface.post('/auth/v1/token?grant_type=password', { email, password }, headers);
    const by = { kind: 'user', id: userId };
    const came = { way: [null, 'password'], address: [null, '127.0.0.1'] };
    expect(await linesOf(userId)).toMatchObject([
      { action: 'signed_in', changes: came, actor: by, source: 'web', request_id: expect.stringMatching(/.{10}/) },
      { action: 'signed_out', changes: { sessions: [null, 1] }, actor: by },
      { action: 'signed_in', changes: came, actor: by, source: 'extension', request_id: 'the-sign-in' },
    ]);
  });

  it('is noted in every organization of the person', async () => {
    const [ann, bob] = [await signedUp(), await signedUp()];
    await surface.deps.admin`insert into app.memberships (organization_id, user_id, role)
      select organization_id, ${bob.userId}, 'member' from app.memberships where user_id = ${ann.userId}`;
    await surface.client().auth.signInWithPassword({ email: bob.email, password });
    expect(await actionsOf(bob.userId)).toEqual(['signed_in', 'signed_in', 'signed_in']);
  });

  it('is noted of failed sign-ins once a minute and account, whatever was typed', async () => {
    const { email, userId } = await signedUp();
    const wrong = 'not my-secret word';
    await Promise.all([1, 2, 3].map(() => surface.client().auth.signInWithPassword({ email, password: wrong })));
    await surface.client().auth.verifyOtp({ email, token: '000000', type: 'email' });
    await surface.mailsTo(email);
    const [, failed, ...more] = await linesOf(userId);
    expect(failed).toMatchObject({ action: 'sign_in_failed', actor: { kind: 'system', id: null } });
    expect(failed?.changes).toEqual({ way: [null, 'password'], address: [null, '127.0.0.1'] });
    expect(more).toEqual([]);
  });

  it('is noted of sessions that were ended elsewhere', async () => {
    const { client, email, userId } = await signedUp();
    await surface.client().auth.signInWithPassword({ email, password });
    await client.auth.signOut({ scope: 'others' });
    await client.auth.signOut({ scope: 'others' });
    expect(await actionsOf(userId)).toEqual(['signed_in', 'signed_in', 'sessions_ended']);
  });

  it('is noted and told when two hold the tokens of a session', async () => {
    const { client, email, userId, token } = await signedUp();
    await client.auth.refreshSession();
    surface.advance(11_000);
    expect((await surface.client().auth.refreshSession({ refresh_token: token })).error).not.toBeNull();
    expect((await linesOf(userId)).at(-1)).toMatchObject({
      action: 'refresh_token_reused',
      actor: { kind: 'system', id: null },
    });
    expect((await surface.lastMailTo(email)).subject).toBe('We signed out one of your sessions');
  });

  it('is told by mail of a new password and of a second factor that went, in the reader’s language', async () => {
    const { client, email, factorId } = await secured();
    await client.auth.updateUser({ data: { locale: 'ru' } });
    await client.auth.updateUser({ password: 'another long password' });
    expect((await surface.lastMailTo(email)).subject).toBe('Пароль сменён');
    await client.auth.mfa.unenroll({ factorId });
    expect((await surface.lastMailTo(email)).subject).toBe('Второй фактор убран');
  });

  it('is noted of the operator’s changes as nobody’s of the organization', async () => {
    const { userId, email } = await signedUp();
    const moved = `moved-${email}`;
    await surface.adminClient().auth.admin.updateUserById(userId, { email: moved, password: 'set by the operator' });
    const lines = (await linesOf(userId)).slice(1);
    expect(lines.map(({ action, actor }) => [action, actor])).toEqual([
      ['password_changed', { kind: 'system', id: null }],
      ['email_changed', { kind: 'system', id: null }],
    ]);
    expect(lines[1]?.changes).toMatchObject({ email: [email, moved] });
  });
});
