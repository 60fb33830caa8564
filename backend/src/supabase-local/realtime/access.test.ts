import type { RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { nextBroadcast, subscribed } from '../testing/channels.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const page = 'https://intranet.example';

/** A browser's socket as far as the server can see: it names the page. */
class PageSocket extends WebSocket {
  declare onerror: ((event: Event) => void) | null;
  constructor(url: string | URL) {
    super(url, { headers: { origin: page } });
  }
}

describe('access to a private topic', () => {
  let surface: TestSurface;
  let ann: TestPerson;
  beforeAll(async () => {
    surface = await startSurface();
    ann = await createPerson(surface.deps);
  });
  afterAll(() => surface.close());

  const contacts = (organizationId: string) => `org:${organizationId}:contacts`;
  const tokenOf = async (person: TestPerson, seconds: number, more = {}) =>
    (await surface.deps.tokens.sign({ sub: person.userId, role: 'authenticated', ...more }, seconds)).token;
  const open = async (token: string, transport?: typeof PageSocket) => {
    const client = surface.client(transport ? { realtime: { transport } } : {});
    await client.realtime.setAuth(token);
    return { client, channel: client.channel(contacts(ann.organizationId), { config: { private: true } }) };
  };
  const ended = (channel: RealtimeChannel) =>
    new Promise<Record<string, unknown>>((resolve) => channel.on('system', {}, resolve));
  const announce = () =>
    surface.deps.admin`select realtime.send('{"type":"contacts"}', 'update', ${contacts(ann.organizationId)}, true)`;

  it('is refused with a token that is forged or expired', async () => {
    const [header, body] = ann.token.split('.');
    const forged = await open(`${header}.${body}.${'A'.repeat(86)}`);
    expect(await subscribed(forged.channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: /);
    const expired = await open(await tokenOf(ann, -10));
    expect(await subscribed(expired.channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: .*expired/);
  });

  it('is refused once the session has ended', async () => {
    const person = surface.client();
    const { data } = await person.auth.signUp({ email: 'leaver@people.example', password: 'correct horse' });
    const token = data.session?.access_token ?? '';
    await person.auth.signOut();
    const { channel } = await open(token);
    expect(await subscribed(channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: .*session/i);
  });

  it('ends at once with its session, on private and public topics, and no other session’s does', async () => {
    const person = { email: 'two@people.example', password: 'correct horse' };
    const [lost, kept] = [surface.client(), surface.client()];
    const { data } = await lost.auth.signUp(person);
    await kept.auth.signInWithPassword(person);
    const [row] = await surface.deps.admin<{ id: string }[]>`
      select organization_id as id from app.memberships where user_id = ${data.user?.id ?? ''}`;
    const topic = contacts(row?.id ?? '');
    const join = async (client: typeof lost, name: string, isPrivate: boolean) => {
      const channel = client.channel(name, { config: { private: isPrivate } });
      const end = ended(channel);
      const statuses: string[] = [];
      channel.subscribe((status) => statuses.push(status));
      await expect.poll(() => statuses).toEqual(['SUBSCRIBED']);
      return { end, statuses };
    };
    const [theirs, lobby, mine] = [
      await join(lost, topic, true),
      await join(lost, 'lobby', false),
      await join(kept, topic, true),
    ];
    const token = (await lost.auth.getSession()).data.session?.access_token ?? '';
    await kept.auth.signOut({ scope: 'others' });
    for (const { end } of [theirs, lobby]) {
      expect(await end).toMatchObject({ status: 'error', message: expect.stringContaining('session has ended') });
    }
    await expect.poll(() => theirs.statuses.at(-1)).toBe('CLOSED');
    expect(mine.statuses).toEqual(['SUBSCRIBED']);
    await expect(surface.deps.tokens.verify(token)).rejects.toThrow('This session was ended');
    expect(await subscribed((await open(token)).channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: .*ended/);
  });

  it('ends when the token expires, unless it was renewed in time', async () => {
    const [brief, renewed] = [await open(await tokenOf(ann, 3)), await open(await tokenOf(ann, 3))];
    const end = ended(brief.channel);
    const message = nextBroadcast(renewed.channel, 'update');
    const statuses: string[] = [];
    brief.channel.subscribe((status) => statuses.push(status));
    await expect.poll(() => statuses).toEqual(['SUBSCRIBED']);
    expect(await subscribed(renewed.channel)).toBe('SUBSCRIBED');
    await renewed.client.realtime.setAuth(await tokenOf(ann, 3600));
    expect(await end).toMatchObject({ status: 'error', extension: 'system', channel: contacts(ann.organizationId) });
    await expect.poll(() => statuses).toEqual(['SUBSCRIBED', 'CLOSED']);
    await announce();
    expect(await message).toMatchObject({ payload: { type: 'contacts' } });
  });

  it('minds no renewal that brings nothing new, and answers none', async () => {
    const socket = await openRawSocket(surface.url, surface.deps.keys.publishableKey);
    const topic = `realtime:${contacts(ann.organizationId)}`;
    socket.send('1', '1', topic, 'phx_join', { config: { private: true }, access_token: ann.token });
    expect(await socket.next()).toMatchObject({ 1: '1', 4: { status: 'ok' } });
    for (const token of [null, ann.token, 'sb_publishable_any', surface.deps.keys.secretKey]) {
      socket.send('1', '2', topic, 'access_token', { access_token: token });
    }
    socket.send('1', '3', topic, 'access_token', {});
    socket.send(null, '4', 'phoenix', 'heartbeat');
    expect(await socket.next()).toMatchObject({ 1: '4', 4: { status: 'ok' } });
    await announce();
    expect(await socket.next()).toMatchObject({ 3: 'broadcast', 4: { event: 'update' } });
    socket.ws.close();
  });

  it('ends when a renewed token expires sooner than the one before', async () => {
    const { client, channel } = await open(ann.token);
    const end = ended(channel);
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    await client.realtime.setAuth(await tokenOf(ann, 2));
    expect(await end).toMatchObject({ status: 'error', message: expect.stringMatching(/expired/) });
  });

  it('is asked for again with a renewed token: who was put out no longer hears', async () => {
    const guest = await createPerson(surface.deps, { organizationId: ann.organizationId, role: 'viewer' });
    const { client, channel } = await open(guest.token);
    const end = ended(channel);
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    await surface.deps.admin`delete from app.memberships where user_id = ${guest.userId}`;
    await client.realtime.setAuth(await tokenOf(guest, 3599));
    expect(await end).toMatchObject({ status: 'error', message: expect.stringMatching(/^Unauthorized: /) });
  });

  describe('with an embed token', () => {
    let embedKey: string;
    beforeAll(async () => {
      const [key] = await surface.deps.admin<{ id: string }[]>`
        insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions)
        values (${ann.organizationId}, 'Intranet', 'pk_test_realtime', ${[page]}, '{people}', '{contacts.read}') returning id`;
      embedKey = key?.id ?? '';
    });
    const embedToken = (seconds = 900) =>
      tokenOf({ ...ann, userId: embedKey }, seconds, {
        kith_embed: { key_id: embedKey, organization_id: ann.organizationId, origin: page },
      });

    it('works on the page that it was made for, and on no other', async () => {
      const here = await open(await embedToken(), PageSocket);
      expect(await subscribed(here.channel)).toBe('SUBSCRIBED');
      const elsewhere = await open(await embedToken());
      expect(await subscribed(elsewhere.channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: .*another page/);
    });

    it('ends at the next renewal after the key was revoked', async () => {
      const { client, channel } = await open(await embedToken(), PageSocket);
      const end = ended(channel);
      expect(await subscribed(channel)).toBe('SUBSCRIBED');
      await surface.deps.admin`update app.embed_keys set revoked_at = now() where id = ${embedKey}`;
      await client.realtime.setAuth(await embedToken(899));
      expect(await end).toMatchObject({ status: 'error', message: expect.stringMatching(/^Unauthorized: /) });
    });
  });

  it('leaves nothing behind of its question', async () => {
    const { channel } = await open(ann.token);
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    const [left] = await surface.deps.admin`
      select count(*)::int as probes from realtime.messages where event is null and payload is null`;
    expect(left).toEqual({ probes: 0 });
  });
});
