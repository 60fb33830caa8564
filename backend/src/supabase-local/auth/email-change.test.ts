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
    expect(whole.error).toBeNull();
    expect(whole.data.user).toMatchObject({ email: to, identities: [{ identity_data: { email: to } }] });
    expect(whole.data.user?.new_email).toBeUndefined();
    expect((await surface.client().auth.signInWithPassword({ email: to, password })).error).toBeNull();
    const before = await surface.client().auth.signInWithPassword({ email: from, password });
    expect(before.error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('works with the codes of both mails', async () => {
    const { from, to, mails } = await mover();
    const { auth } = surface.client();
    await auth.verifyOtp({ email: from, token: mails.from.code, type: 'email_change' });
    const { data } = await auth.verifyOtp({ email: to, token: mails.to.code, type: 'email_change' });
    expect(data.user?.email).toBe(to);
  });

  it('leads on from the first link with a word on what is missing', async () => {
    const { mails } = await mover();
    const answer = await fetch(mails.from.link, { redirect: 'manual' });
    const url = new URL(answer.headers.get('location') ?? '');
    expect(url.searchParams.get('message')).toContain('other email');
    expect(url.hash).toContain('message=');
    const again = await fetch(mails.to.link, { redirect: 'manual' });
    expect(again.headers.get('location')).toContain('#access_token=');
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
    expect((await confirm((await surface.lastMailTo(other)).tokenHash)).data.user?.email).toBe(other);
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
});
