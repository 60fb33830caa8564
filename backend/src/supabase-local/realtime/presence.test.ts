import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../../testing/test-deps.ts';
import { subscribed } from '../testing/channels.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('presence', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  /** Joins and watches. `seen` is what the client makes of it: names by key. */
  const watch = async (topic: string, key: string, { client = surface.client(), config = {} } = {}) => {
    const channel = client.channel(topic, { config: { presence: { key, enabled: true }, ...config } });
    channel.on('presence', { event: 'sync' }, () => undefined);
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    const seen = () =>
      Object.fromEntries(
        Object.entries(channel.presenceState<{ name: string }>()).map(([who, shown]) => [
          who,
          shown.map((one) => one.name),
        ]),
      );
    return { client, channel, seen };
  };

  it('shows who is there, what changes, and who leaves', async () => {
    const topic = randomUUID();
    const ann = await watch(topic, 'ann');
    expect(await ann.channel.track({ name: 'Ann' })).toBe('ok');
    const bob = await watch(topic, 'bob');
    await expect.poll(bob.seen).toEqual({ ann: ['Ann'] });
    await bob.channel.track({ name: 'Bob' });
    await expect.poll(ann.seen).toEqual({ ann: ['Ann'], bob: ['Bob'] });
    await bob.channel.track({ name: 'Robert' });
    await expect.poll(ann.seen).toEqual({ ann: ['Ann'], bob: ['Robert'] });
    await bob.channel.untrack();
    await expect.poll(ann.seen).toEqual({ ann: ['Ann'] });
    await bob.channel.track({ name: 'Bob' });
    await expect.poll(ann.seen).toEqual({ ann: ['Ann'], bob: ['Bob'] });
    await bob.client.realtime.disconnect();
    await expect.poll(ann.seen).toEqual({ ann: ['Ann'] });
  });

  it('counts one person in two windows under one key', async () => {
    const topic = randomUUID();
    const [first, second] = [await watch(topic, 'ann'), await watch(topic, 'ann')];
    await first.channel.track({ name: 'first' });
    await second.channel.track({ name: 'second' });
    await expect.poll(first.seen).toEqual({ ann: ['first', 'second'] });
    await second.client.removeAllChannels();
    await expect.poll(first.seen).toEqual({ ann: ['first'] });
  });

  it('works in protocol 1.0.0', async () => {
    const topic = randomUUID();
    const older = await watch(topic, 'old', { client: surface.client({ realtime: { vsn: '1.0.0' } }) });
    await older.channel.track({ name: 'Old' });
    const newer = await watch(topic, 'new');
    await expect.poll(newer.seen).toEqual({ old: ['Old'] });
  });

  it('is told to older clients, which never say whether they watch', async () => {
    const topic = randomUUID();
    const ann = await watch(topic, 'ann');
    await ann.channel.track({ name: 'Ann' });
    const socket = await openRawSocket(surface.url, surface.deps.keys.publishableKey);
    const config = { broadcast: { ack: false, self: false }, presence: { key: '' }, postgres_changes: [] };
    socket.send('1', '1', `realtime:${topic}`, 'phx_join', { config });
    expect(await socket.next()).toMatchObject({ 3: 'phx_reply', 4: { status: 'ok' } });
    const shown = { metas: [{ name: 'Ann', phx_ref: expect.any(String) }] };
    expect(await socket.next()).toEqual(['1', null, `realtime:${topic}`, 'presence_state', { ann: shown }]);
    socket.ws.close();
  });

  it('on a private topic needs the right to be seen there', async () => {
    const person = await createPerson(surface.deps);
    const client = surface.client({ accessToken: async () => person.token });
    await client.realtime.setAuth();
    const config = { private: true };
    const room = await watch(`org:${person.organizationId}:room`, 'ann', { client, config });
    expect(await room.channel.track({ name: 'Ann' })).toBe('ok');
    await expect.poll(room.seen).toEqual({ ann: ['Ann'] });
    const changes = await watch(`org:${person.organizationId}:contacts`, 'ann', { client, config });
    expect(await changes.channel.track({ name: 'Ann' })).toBe('error');
  });

  it('refuses to show too much', async () => {
    const { channel } = await watch(randomUUID(), 'ann');
    expect(await channel.track({ name: 'x'.repeat(10_000) })).toBe('error');
  });
});
