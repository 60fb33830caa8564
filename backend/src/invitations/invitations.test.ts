import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../http/app.ts';
import { MailError } from '../mail/mailer.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { invitationsIn } from './testing/invitations-in.ts';

describe('invitations', () => {
  let api: TestApi;
  let ann: TestPerson;
  /** Somebody with an organization of their own. */
  let bob: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    bob = await createPerson(api.deps);
    await api.deps
      .admin`update auth.users set email_confirmed_at = now(), email_proven_at = now() where id = ${bob.userId}`;
  });
  afterAll(() => api.close());

  const invite = (by: TestPerson, more: object = {}) =>
    api.call('POST', '/v1/invitations', { token: by.token, body: { email: bob.email, role: 'member', ...more } });
  const mails = (address = bob.email) => invitationsIn(api.deps.env.home, address);
  const newest = async () => (await mails()).at(-1)?.token ?? '';
  const accept = (by: TestPerson, token: string, headers: Record<string, string> = {}) =>
    api.call('POST', '/v1/invitations/accept', { token: by.token, body: { token }, headers });
  const preview = (token: string) => api.call('POST', '/v1/invitations/read', { body: { token } });
  const open = () => api.call('GET', '/v1/invitations', { token: ann.token });
  const membersOf = async () => (await api.call('GET', '/v1/members', { token: ann.token })).body.items;
  const act = (method: string, id: string, step = '') =>
    api.call(method, `/v1/invitations/${id}${step}`, { token: ann.token });

  it('come by mail, are read without signing in, and make a member of whom they were sent to', async () => {
    await api.deps.admin`update auth.users set raw_user_meta_data = '{"name": "Ann"}' where id = ${ann.userId}`;
    await api.deps.admin`update app.organizations set name = 'Stairs & Co' where id = ${ann.organizationId}`;
    const invited = await invite(ann, { email: ` ${bob.email.toUpperCase()} ` });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ email: bob.email, role: 'member', acceptedAt: null });
    const [mail] = await mails();
    expect(mail?.subject).toBe('Ann invites you to Stairs & Co');
    expect(mail?.html).toContain('Stairs &amp; Co');
    const token = mail?.token ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await preview(token)).body).toMatchObject({ organization: 'Stairs & Co', email: bob.email, state: 'open' });
    const joined = await accept(bob, token);
    expect(joined.body).toEqual({
      id: ann.organizationId,
      name: 'Stairs & Co',
      role: 'member',
      roleName: null,
      sandboxOf: null,
    });
    expect((await membersOf()).map(({ id }) => id).sort()).toEqual([ann.userId, bob.userId].sort());
    const me = (await api.call('GET', '/v1/me', { token: bob.token })).body;
    expect(me.organizations.map(({ id }) => id)).toEqual([bob.organizationId, ann.organizationId]);
    expect((await open()).body.items).toEqual([]);
  });

  it('keep nothing of the token but its hash', async () => {
    await invite(ann);
    const token = await newest();
    const [dump] = await api.deps.admin`
      select coalesce((select string_agg(i::text, '') from app.invitations i), '')
        || coalesce((select string_agg(e::text, '') from app.events e), '')
        || coalesce((select string_agg(a::text, '') from app.audit_log a), '') as text`;
    expect(String(dump?.['text'])).toContain(bob.email);
    expect(String(dump?.['text'])).not.toContain(token);
  });

  it('are accepted once: again changes nothing, for another it is over', async () => {
    await invite(ann);
    const token = await newest();
    const answers = await Promise.all([accept(bob, token), accept(bob, token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const events = await api.deps.admin`
      select from app.events where organization_id = ${ann.organizationId} and type = 'member.joined'`;
    expect(events).toHaveLength(1);
    await api.call('DELETE', `/v1/members/${bob.userId}`, { token: ann.token });
    expect((await accept(bob, token)).body.code).toBe('invitation_over');
    expect((await preview(token)).body.state).toBe('accepted');
  });

  it('are for the invited address alone, and only once it is confirmed', async () => {
    await invite(ann);
    const token = await newest();
    const eve = await createPerson(api.deps);
    expect((await accept(eve, token)).body).toMatchObject({ status: 403, code: 'invitation_for_other' });
    await api.deps.admin`update auth.users set email_confirmed_at = null where id = ${bob.userId}`;
    expect((await accept(bob, token)).body.code).toBe('email_unconfirmed');
    // Where sign-ups are not confirmed, anybody may have made the account: being confirmed proves nothing.
    await api.deps
      .admin`update auth.users set email_confirmed_at = now(), email_proven_at = null where id = ${bob.userId}`;
    expect((await accept(bob, token)).body.code).toBe('email_unconfirmed');
    expect(await membersOf()).toHaveLength(1);
  });

  it('are not accepted in the name of an organization that is not the caller’s, nor by a key', async () => {
    await invite(ann);
    const token = await newest();
    expect((await accept(bob, token, { 'kith-organization': ann.organizationId })).body.code).toBe('forbidden');
    const body = { name: 'Sync', permissions: ['contacts.read'] };
    const { secret } = (await api.call('POST', '/v1/api-keys', { token: bob.token, body })).body;
    expect((await accept({ ...bob, token: secret }, token)).body.code).toBe('forbidden');
    expect((await invite({ ...ann, token: secret })).body.code).toBe('forbidden');
  });

  it.each(['', 'x', 'x'.repeat(200), "' or true --"])('are unknown for the token "%s"', async (token) => {
    const answers = [await preview(token), await accept(bob, token)];
    expect(answers.map(({ body }) => body.code)).toEqual(['invitation_unknown', 'invitation_unknown']);
  });

  it('work for seven days, and make room for another then', async () => {
    const { id } = (await invite(ann)).body;
    const [row] = await api.deps.admin<{ days: number }[]>`
      select extract(epoch from expires_at - created_at)::float / 86400 as days from app.invitations where id = ${id}`;
    expect(row?.days).toBeCloseTo(7, 2);
    expect((await invite(ann)).body.code).toBe('already_invited');
    await api.deps.admin`update app.invitations set expires_at = now() where id = ${id}`;
    const token = await newest();
    expect((await preview(token)).body.state).toBe('expired');
    expect((await accept(bob, token)).body.code).toBe('invitation_over');
    expect((await invite(ann)).status).toBe(201);
    expect((await open()).body.items).toHaveLength(1);
  });

  it('are sent again with a new link, which takes the place of the one before', async () => {
    const { id } = (await invite(ann, { language: 'ru' })).body;
    const before = await newest();
    const again = await act('POST', id, '/resend');
    expect([again.status, again.body.version]).toEqual([200, 2]);
    const received = await mails();
    expect(received.map(({ subject }) => /приглашает вас/.test(subject))).toEqual([true, true]);
    expect((await accept(bob, before)).body.code).toBe('invitation_unknown');
    expect((await accept(bob, received[1]?.token ?? '')).status).toBe(200);
    expect((await act('POST', id, '/resend')).body.code).toBe('invitation_over');
    expect((await act('DELETE', id)).body.code).toBe('invitation_over');
  });

  it('are revoked at once, and only once', async () => {
    const { id } = (await invite(ann)).body;
    const revoked = [await act('DELETE', id), await act('DELETE', id)];
    expect(revoked.map(({ status, body }) => [status, body.version])).toEqual([
      [200, 2],
      [200, 2],
    ]);
    expect((await accept(bob, await newest())).body.code).toBe('invitation_unknown');
    expect((await act('POST', id, '/resend')).status).toBe(404);
    expect((await open()).body.items).toEqual([]);
  });

  it('are for those who manage members, and owners are invited and revoked by owners alone', async () => {
    const place = { organizationId: ann.organizationId };
    const adam = await createPerson(api.deps, { ...place, role: 'admin' });
    const mia = await createPerson(api.deps, { ...place, role: 'member' });
    expect((await invite(mia)).body.code).toBe('forbidden');
    expect((await invite(adam, { role: 'owner' })).body.code).toBe('forbidden');
    expect(await mails()).toEqual([]);
    const { id } = (await invite(ann, { role: 'owner' })).body;
    expect((await api.call('DELETE', `/v1/invitations/${id}`, { token: adam.token })).body.code).toBe('forbidden');
    expect((await api.call('POST', `/v1/invitations/${id}/resend`, { token: adam.token })).body.code).toBe('forbidden');
    expect((await accept(bob, await newest())).body.role).toBe('owner');
  });

  it('are not made twice by a repeated request, nor for a member, nor into a sandbox', async () => {
    const once = { 'idempotency-key': 'invite-once' };
    const body = { email: bob.email, role: 'member' };
    const first = await api.call('POST', '/v1/invitations', { token: ann.token, body, headers: once });
    const again = await api.call('POST', '/v1/invitations', { token: ann.token, body, headers: once });
    expect(again.body).toEqual(first.body);
    expect(await mails()).toHaveLength(1);
    await accept(bob, await newest());
    expect((await invite(ann)).body.code).toBe('already_member');
    const key = { name: 'Try', mode: 'test', permissions: ['contacts.read'] };
    const sandbox = (await api.call('POST', '/v1/api-keys', { token: ann.token, body: key })).body.organizationId;
    const there = { token: ann.token, body, headers: { 'kith-organization': sandbox } };
    expect((await api.call('POST', '/v1/invitations', there)).body.code).toBe('sandbox_follows');
  });

  it.each(['', 'nobody', 'a@b', `${'x'.repeat(250)}@people.example`, 'a@x.example,b@y.example'])(
    'are refused for the address "%s"',
    async (email) => {
      expect((await invite(ann, { email })).body).toMatchObject({ status: 422, errors: [{ path: 'email' }] });
    },
  );

  it('say so when the mail cannot be sent: the invitation stands, and is sent again', async () => {
    let down = true;
    const send = async () => {
      if (down) throw new MailError('The server is down');
    };
    const app = createApp({ ...api.deps, mailer: { send } });
    const headers = { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ email: bob.email, role: 'member' });
    const failed = await app.request('/v1/invitations', { method: 'POST', headers, body });
    expect([failed.status, await failed.json()]).toMatchObject([503, { code: 'mail_not_sent' }]);
    down = false;
    const [item] = (await open()).body.items;
    const again = await app.request(`/v1/invitations/${item?.id}/resend`, { method: 'POST', headers });
    expect(again.status).toBe(200);
  });

  it('send five mails to an address at once, then one a minute', async () => {
    const { id } = (await invite(ann)).body;
    for (let nth = 2; nth <= 5; nth += 1) expect((await act('POST', id, '/resend')).status).toBe(200);
    const refused = await act('POST', id, '/resend');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^(59|60)$/)]);
    expect(await mails()).toHaveLength(5);
    expect((await preview(await newest())).body.state).toBe('open');
  });
});
