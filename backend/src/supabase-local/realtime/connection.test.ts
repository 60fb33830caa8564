import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscribed } from '../testing/channels.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';
import { largestFrame, mostJoinsPerSecond } from './limits.ts';

describe('a realtime socket', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  const open = () => openRawSocket(surface.url, surface.deps.keys.publishableKey);

  it('answers heartbeats', async () => {
    const socket = await open();
    socket.send(null, '7', 'phoenix', 'heartbeat');
    expect(await socket.next()).toEqual([null, '7', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
    socket.ws.close();
  });

  it('joins, leaves, and says what it does not know', async () => {
    const socket = await open();
    socket.send('1', '1', 'realtime:room', 'phx_join');
    const ok = { status: 'ok', response: { postgres_changes: [] } };
    expect(await socket.next()).toEqual(['1', '1', 'realtime:room', 'phx_reply', ok]);
    socket.send('1', '2', 'realtime:room', 'dance');
    expect(await socket.next()).toMatchObject(['1', '2', 'realtime:room', 'phx_reply', { status: 'error' }]);
    socket.send('1', '3', 'realtime:room', 'phx_leave');
    expect(await socket.next()).toEqual(['1', '3', 'realtime:room', 'phx_reply', { status: 'ok', response: {} }]);
    expect(await socket.next()).toEqual(['1', '1', 'realtime:room', 'phx_close', {}]);
    socket.send('1', '4', 'realtime:room', 'broadcast', { event: 'late', payload: {} });
    expect(await socket.next()).toMatchObject(['1', '4', 'realtime:room', 'phx_reply', { status: 'error' }]);
    socket.ws.close();
  });

  it('closes the older of two joins to one topic', async () => {
    const socket = await open();
    socket.send('1', '1', 'realtime:room', 'phx_join');
    await socket.next();
    socket.send('2', '2', 'realtime:room', 'phx_join');
    expect(await socket.next()).toEqual(['1', '1', 'realtime:room', 'phx_close', {}]);
    expect(await socket.next()).toMatchObject(['2', '2', 'realtime:room', 'phx_reply', { status: 'ok' }]);
    socket.ws.close();
  });

  it.each([
    ['a topic without its prefix', 'room', {}],
    ['an empty topic', 'realtime:', {}],
    ['a topic with a control character', 'realtime:a\u0000b', {}],
    ['a payload that is a list', 'realtime:room', []],
    ['database changes, which are not served', 'realtime:room', { config: { postgres_changes: [{ event: '*' }] } }],
  ])('refuses to join %s', async (_what, topic, payload) => {
    const socket = await open();
    socket.send('1', '1', topic, 'phx_join', payload);
    expect(await socket.next()).toMatchObject(['1', '1', topic, 'phx_reply', { status: 'error' }]);
    socket.ws.close();
  });

  it('carries a hundred channels and no more', async () => {
    const socket = await open();
    for (let n = 1; n <= 100; n++) socket.send(`${n}`, `${n}`, `realtime:room-${n}`, 'phx_join');
    for (let n = 1; n <= 100; n++) expect(await socket.next()).toMatchObject({ 4: { status: 'ok' } });
    socket.send('101', '101', 'realtime:room-101', 'phx_join');
    const reason = expect.stringContaining('ChannelRateLimitReached');
    expect(await socket.next()).toMatchObject({ 4: { status: 'error', response: { reason } } });
    socket.ws.close();
  });

  it('is slowed down when it joins one topic over and over', async () => {
    const socket = await open();
    for (let n = 1; n <= mostJoinsPerSecond + 1; n++) socket.send(`${n}`, `${n}`, 'realtime:room', 'phx_join');
    const last = `${mostJoinsPerSecond + 1}`;
    let answer = await socket.next();
    while (answer[1] !== last) answer = await socket.next();
    const reason = expect.stringContaining('ClientJoinRateLimitReached');
    expect(answer).toMatchObject({ 4: { status: 'error', response: { reason } } });
    socket.ws.close();
  });

  it('is cut off after a long silence; heartbeats keep it', async () => {
    const brief = await startSurface({ longestSilence: 1_000 });
    const key = brief.deps.keys.publishableKey;
    const [silent, beating] = [await openRawSocket(brief.url, key), await openRawSocket(brief.url, key)];
    const beat = setInterval(() => beating.send(null, '1', 'phoenix', 'heartbeat'), 20);
    expect(await silent.closed).toBe(1006);
    clearInterval(beat);
    expect(beating.ws.readyState).toBe(beating.ws.OPEN);
    await brief.close();
  });

  it('hears nothing of a notification that is no message', async () => {
    const topic = randomUUID();
    const channel = surface.client().channel(topic);
    const statuses: string[] = [];
    const heard: unknown[] = [];
    channel.on('broadcast', { event: '*' }, ({ payload }) => heard.push(payload));
    channel.subscribe((status) => statuses.push(status));
    await expect.poll(() => statuses).toEqual(['SUBSCRIBED']);
    for (const note of ['{', '{"id":7}', '[]']) await surface.deps.admin`select pg_notify('kith_realtime', ${note})`;
    await surface.deps.admin`select realtime.send('{"n":1}', 'note', ${topic}, false)`;
    await expect.poll(() => heard).toEqual([{ n: 1 }]);
    expect(statuses).toEqual(['SUBSCRIBED']);
  });

  it.each([
    ['text that is no frame', 'not a frame', 1007],
    ['bytes that are no frame', Buffer.from([3, 255, 255, 255, 255, 255, 1]), 1007],
    ['more than it may', 'x'.repeat(largestFrame + 1), 1009],
  ])('is closed for %s, and the others live on', async (_what, data, code) => {
    const bystander = surface.client().channel(randomUUID(), { config: { broadcast: { ack: true } } });
    expect(await subscribed(bystander)).toBe('SUBSCRIBED');
    const socket = await open();
    socket.ws.send(data);
    expect(await socket.closed).toBe(code);
    expect(await bystander.send({ type: 'broadcast', event: 'still', payload: {} })).toBe('ok');
  });

  it('is cut off when it reads too slowly, while the others get everything', async () => {
    const topic = randomUUID();
    const slow = await open();
    slow.send('1', '1', `realtime:${topic}`, 'phx_join');
    await slow.next();
    const fast = surface.client().channel(topic, { config: { broadcast: { ack: true, self: true } } });
    let heard = 0;
    fast.on('broadcast', { event: 'bulk' }, () => {
      heard += 1;
    });
    expect(await subscribed(fast)).toBe('SUBSCRIBED');
    slow.ws.pause();
    const payload = { fill: 'x'.repeat(200_000) };
    const messages = 100;
    for (let n = 0; n < messages; n++)
      expect(await fast.send({ type: 'broadcast', event: 'bulk', payload })).toBe('ok');
    slow.ws.resume();
    expect(await slow.closed).toBe(1006);
    await expect.poll(() => heard).toBe(messages);
  });

  it('is closed when messages were missed, and the client comes back by itself', async () => {
    const topic = randomUUID();
    const client = surface.client({ realtime: { reconnectAfterMs: () => 10 } });
    const channel = client.channel(topic);
    const statuses: string[] = [];
    const heard: unknown[] = [];
    channel.on('broadcast', { event: 'note' }, ({ payload }) => heard.push(payload));
    channel.subscribe((status) => statuses.push(status));
    await expect.poll(() => statuses).toEqual(['SUBSCRIBED']);
    await surface.deps.admin`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'`;
    await expect.poll(() => statuses, { timeout: 10_000 }).toEqual(['SUBSCRIBED', 'CHANNEL_ERROR', 'SUBSCRIBED']);
    await surface.deps.admin`select realtime.send('{"n":1}', 'note', ${topic}, false)`;
    await expect.poll(() => heard).toEqual([{ n: 1 }]);
  });
});
