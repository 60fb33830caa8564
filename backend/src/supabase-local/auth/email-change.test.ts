import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('moving to another address', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  async function mover() {
    people += 1;
    const [from, to] = [`p${people}@people.example`, `n${people}@people.example`];
    const client = surface.client();
    await client.auth.signUp({ email: from, password });
    const { data, error } = await client.auth.updateUser({ email: to.toUpperCase() });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ email: from, new_email: to });
    return { client, from, to, mails: { from: await surface.lastMailTo(from), to: await surface.lastMailTo(to) } };
  }
  const confirm = (tokenHash: string) =>
    surface.client().auth.verifyOtp({ token_hash: tokenHash, type: 'email_change' });

  it.each([
    ['from', 'to'],
    ['to', 'from'],
  ] as const)('takes both addresses, the one %s first', async (first, second) => {
    const { client, from, to, mails } = await mover();
    const half = await confirm(mails[first].tokenHash);
    expect([half.error, half.data.session, half.data.user]).toEqual([null, null, null]);
    expect((await client.auth.getUser()).data.user).toMatchObject({ email: from, new_email: to });
    const whole = await confirm(mails[second].tokenHash);
    expect([whole.error, whole.data.session]).toEqual([null, null]);
    const { user } = (await client.auth.getUser()).data;
    expect(user).toMatchObject({ email: to, identities: [{ identity_data: { email: to } }] });
    expect(user?.new_email).toBeUndefined();
    expect((await surface.client().auth.signInWithPassword({ email: to, password })).error).toBeNull();
    const before = await surface.client().auth.signInWithPassword({ email: from, password });
    expect(before.error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('works with the codes of both mails', async () => {
    const { client, from, to, mails } = await mover();
    const { auth } = surface.client();
    await auth.verifyOtp({ email: from, token: mails.from.code, type: 'email_change' });
    await auth.verifyOtp({ email: to, token: mails.to.code, type: 'email_change' });
    expect((await client.auth.getUser()).data.user?.email).toBe(to);
  });

  it('leads on from the first link with a word on what is missing', async () => {
    const { mails } = await mover();
    const answer = await fetch(mails.from.link, { redirect: 'manual' });
    const url = new URL(answer.headers.get('location') ?? '');
    expect(url.searchParams.get('message')).toContain('other email');
    expect(url.hash).toContain('message=');
    const again = await fetch(mails.to.link, { redirect: 'manual' });
    const whole = new URL(again.headers.get('location') ?? '');
    expect(whole.searchParams.get('message')).toContain('the account has moved');
    expect(whole.hash).not.toContain('access_token');
  });

  it('does not happen by one address alone, however often it confirms', async () => {
    const { client, from, mails } = await mover();
    await confirm(mails.from.tokenHash);
    expect((await confirm(mails.from.tokenHash)).error).toMatchObject({ code: 'otp_expired' });
    await client.auth.resend({ type: 'email_change', email: from });
    expect(await surface.mailsTo(from)).toHaveLength(1);
    expect((await client.auth.getUser()).data.user?.email).toBe(from);
  });

  it('sends the missing mails again', async () => {
    const { from, to } = await mover();
    await surface.client().auth.resend({ type: 'email_change', email: from });
    for (const address of [from, to]) {
      expect((await confirm((await surface.lastMailTo(address)).tokenHash)).error).toBeNull();
    }
    expect((await surface.client().auth.signInWithPassword({ email: to, password })).error).toBeNull();
  });

  it('forgets the first wish when there is a second', async () => {
    const { client, from, mails } = await mover();
    const other = `other${people}@people.example`;
    await client.auth.updateUser({ email: other });
    expect((await confirm(mails.to.tokenHash)).error).toMatchObject({ code: 'otp_expired' });
    await confirm((await surface.lastMailTo(from)).tokenHash);
    await confirm((await surface.lastMailTo(other)).tokenHash);
    expect((await client.auth.getUser()).data.user?.email).toBe(other);
  });

  it('cannot take an address that has an account, not even one made meanwhile', async () => {
    const { client, to, from, mails } = await mover();
    await surface.client().auth.signUp({ email: to, password });
    await confirm(mails.from.tokenHash);
    expect((await confirm(mails.to.tokenHash)).error).toMatchObject({ status: 422, code: 'email_exists' });
    expect((await client.auth.updateUser({ email: to })).error).toMatchObject({ status: 422, code: 'email_exists' });
    expect((await client.auth.getUser()).data.user?.email).toBe(from);
  });

  it('makes mails to the address before useless', async () => {
    const { from, mails } = await mover();
    await surface.client().auth.resetPasswordForEmail(from);
    const recovery = await surface.lastMailTo(from);
    await confirm(mails.from.tokenHash);
    await confirm(mails.to.tokenHash);
    const late = await surface.client().auth.verifyOtp({ token_hash: recovery.tokenHash, type: 'recovery' });
    expect(late.error).toMatchObject({ code: 'otp_expired' });
  });

  describe('toward a mailbox that is somebody else’s', () => {
    /** A stranger has moved their own account to a victim's address: the victim clicked in their own browser. */
    async function tricked(flowType: 'implicit' | 'pkce') {
      people += 1;
      const [own, victim] = [`stranger${people}@evil.example`, `victim${people}@firm.example`];
      const { auth } = surface.client({ auth: { flowType } });
      await auth.signUp({ email: own, password });
      await auth.updateUser({ email: victim });
      await fetch((await surface.lastMailTo(own)).link, { redirect: 'manual' });
      const answer = await fetch((await surface.lastMailTo(victim)).link, { redirect: 'manual' });
      return { auth, victim, url: new URL(answer.headers.get('location') ?? '') };
    }

    it.each(['implicit', 'pkce'] as const)('signs nobody in by the click (%s)', async (flowType) => {
      const { url } = await tricked(flowType);
      expect(url.hash).not.toContain('access_token');
      const { auth } = surface.client({ auth: { flowType: 'pkce' } });
      const { data, error } = await auth.exchangeCodeForSession(url.searchParams.get('code') ?? '');
      expect([error?.code, data.session]).toEqual(['pkce_code_verifier_not_found', null]);
    });

    it.each(['implicit', 'pkce'] as const)(
      'ends the stranger’s ways in when its owner comes by mail (%s)',
      async (flow) => {
        const { auth: stranger, victim } = await tricked(flow);
        const { auth } = surface.client();
        await auth.resetPasswordForEmail(victim);
        const { tokenHash } = await surface.lastMailTo(victim);
        expect((await auth.verifyOtp({ token_hash: tokenHash, type: 'recovery' })).error).toBeNull();
        expect((await stranger.getUser()).error).not.toBeNull();
        expect((await stranger.refreshSession()).error).not.toBeNull();
        const back = await surface.client().auth.signInWithPassword({ email: victim, password });
        expect(back.error).toMatchObject({ code: 'invalid_credentials' });
      },
    );
  });

  describe('in the browser or session that asked', () => {
    /** Whether the password is still good after its owner has come by mail. */
    async function keepsPassword(email: string) {
      const { auth } = surface.client();
      await auth.signInWithOtp({ email });
      const { tokenHash } = await surface.lastMailTo(email);
      expect((await auth.verifyOtp({ token_hash: tokenHash, type: 'email' })).error).toBeNull();
      return (await auth.signInWithPassword({ email, password })).error === null;
    }

    it('is proven by its link (PKCE): a session comes of it, and the password stays', async () => {
      people += 1;
      const [from, to] = [`p${people}@people.example`, `n${people}@people.example`];
      const { auth } = surface.client({ auth: { flowType: 'pkce' } });
      await auth.signUp({ email: from, password });
      await auth.updateUser({ email: to });
      await fetch((await surface.lastMailTo(from)).link, { redirect: 'manual' });
      const answer = await fetch((await surface.lastMailTo(to)).link, { redirect: 'manual' });
      const url = new URL(answer.headers.get('location') ?? '');
      expect(url.searchParams.get('type')).toBe('email_change');
      const { data, error } = await auth.exchangeCodeForSession(url.searchParams.get('code') ?? '');
      expect([error, data.user?.email]).toEqual([null, to]);
      expect(await keepsPassword(to)).toBe(true);
    });

    it('is proven by a code that comes with the session, which goes on', async () => {
      const { client, to, mails } = await mover();
      await confirm(mails.from.tokenHash);
      const token = (await client.auth.getSession()).data.session?.access_token;
      const body = { type: 'email_change', email: to, token: mails.to.code };
      const answer = await surface.post('/auth/v1/verify', body, { authorization: `Bearer ${token}` });
      expect([answer.status, await answer.json()]).toMatchObject([200, { user: { email: to } }]);
      expect(await keepsPassword(to)).toBe(true);
    });

    it('is not proven by somebody else’s session', async () => {
      const { to, mails } = await mover();
      const { client: other } = await mover();
      await confirm(mails.from.tokenHash);
      const token = (await other.auth.getSession()).data.session?.access_token;
      const body = { type: 'email_change', email: to, token: mails.to.code };
      const answer = await surface.post('/auth/v1/verify', body, { authorization: `Bearer ${token}` });
      expect(await answer.json()).toMatchObject({ msg: expect.stringContaining('moved') });
      expect(await keepsPassword(to)).toBe(false);
    });
  });
});
