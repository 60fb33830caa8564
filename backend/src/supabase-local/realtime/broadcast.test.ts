import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPerson } from '../../testing/test-deps.ts';
import { nextBroadcast, subscribed } from '../testing/channels.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('broadcasts between clients', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => surface.close());

  const join = async (client: SupabaseClient, topic: string, config = {}) => {
    const channel = client.channel(topic, { config });
    const heard: unknown[] = [];
    channel.on('broadcast', { event: '*' }, (message) => heard.push(message['payload']));
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    return { channel, heard };
  };

  it('reach the others, and the sender too who asked for it, and are acknowledged', async () => {
    const topic = randomUUID();
    const other = await join(surface.client(), topic);
    const quiet = await join(surface.client(), topic, { broadcast: { ack: true } });
    const echoing = await join(surface.client(), topic, { broadcast: { ack: true, self: true } });
    const send = { type: 'broadcast' as const, event: 'note' };
    expect(await quiet.channel.send({ ...send, payload: { n: 1 } })).toBe('ok');
    expect(await echoing.channel.send({ ...send, payload: { n: 2 } })).toBe('ok');
    await expect.poll(() => other.heard).toEqual([{ n: 1 }, { n: 2 }]);
    await expect.poll(() => echoing.heard).toEqual([{ n: 1 }, { n: 2 }]);
    await expect.poll(() => quiet.heard).toEqual([{ n: 2 }]);
  });

  it('cross between protocol 1.0.0 and 2.0.0', async () => {
    const topic = randomUUID();
    const older = await join(surface.client({ realtime: { vsn: '1.0.0' } }), topic, { broadcast: { ack: true } });
    const newer = await join(surface.client(), topic, { broadcast: { ack: true } });
    expect(await older.channel.send({ type: 'broadcast', event: 'note', payload: { from: 1 } })).toBe('ok');
    expect(await newer.channel.send({ type: 'broadcast', event: 'note', payload: { from: 2 } })).toBe('ok');
    await expect.poll(() => newer.heard).toEqual([{ from: 1 }]);
    await expect.poll(() => older.heard).toEqual([{ from: 2 }]);
  });

  it('carry bytes', async () => {
    const topic = randomUUID();
    const reader = await join(surface.client(), topic);
    const writer = await join(surface.client(), topic, { broadcast: { ack: true } });
    const bytes = new Uint8Array([1, 2, 0, 255]).buffer;
    expect(await writer.channel.send({ type: 'broadcast', event: 'bytes', payload: bytes })).toBe('ok');
    await expect.poll(() => reader.heard).toEqual([bytes]);
  });

  it('stay in their topic: a public one never meets a private one of the same name', async () => {
    const ann = await createPerson(surface.deps);
    const topic = `org:${ann.organizationId}:room`;
    const member = surface.client();
    await member.realtime.setAuth(ann.token);
    const inside = await join(member, topic, { private: true, broadcast: { ack: true, self: true } });
    const outside = await join(surface.client(), topic, { broadcast: { ack: true, self: true } });
    expect(await outside.channel.send({ type: 'broadcast', event: 'note', payload: { from: 'outside' } })).toBe('ok');
    expect(await inside.channel.send({ type: 'broadcast', event: 'note', payload: { from: 'inside' } })).toBe('ok');
    await expect.poll(() => [inside.heard, outside.heard]).toEqual([[{ from: 'inside' }], [{ from: 'outside' }]]);
  });

  it('cannot forge a change: members may listen to change topics but not write', async () => {
    const ann = await createPerson(surface.deps);
    const member = surface.client();
    await member.realtime.setAuth(ann.token);
    const config = { private: true, broadcast: { ack: true, self: true } };
    const { channel, heard } = await join(member, `org:${ann.organizationId}:contacts`, config);
    expect(await channel.send({ type: 'broadcast', event: 'insert', payload: { id: 1 } })).toBe('error');
    await expect(channel.httpSend('insert', { id: 1 })).rejects.toThrow('Unauthorized');
    expect(heard).toEqual([]);
  });

  it('can be sent over HTTP, singly, as bytes, and in batches', async () => {
    const topic = `room/${randomUUID()} å`;
    const reader = await join(surface.client(), topic);
    const sender = surface.client().channel(topic);
    expect(await sender.httpSend('one', { n: 1 })).toEqual({ success: true });
    await sender.httpSend('two', new Uint8Array([7, 8]));
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(await sender.send({ type: 'broadcast', event: 'three', payload: { n: 3 } })).toBe('ok');
    const bytes = new Uint8Array([7, 8]).buffer;
    await expect.poll(() => reader.heard).toEqual([{ n: 1 }, bytes, { n: 3 }]);
  });

  it('over HTTP are refused with a reason when they are malformed, too large or keyless', async () => {
    const path = '/realtime/v1/api/broadcast';
    const cut = await surface.post(path, '{');
    expect([cut.status, await cut.json()]).toMatchObject([400, { code: 'bad_json' }]);
    const shapeless = await surface.post(path, { messages: [{ topic: 'a' }] });
    expect([shapeless.status, await shapeless.json()]).toMatchObject([422, { code: 'validation_failed' }]);
    const large = await surface.post(path, { messages: [{ topic: 'a', event: 'b', payload: 'x'.repeat(300_000) }] });
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'body_too_large' }]);
    const keyless = await surface.post(path, { messages: [] }, { apikey: 'sb_publishable_other' });
    expect([keyless.status, await keyless.json()]).toMatchObject([401, { code: 'invalid_api_key' }]);
  });

  it.each([
    ['another charset', 'application/json; charset=utf-16', '{}', 400, 'bad_json'],
    ['no JSON by its type', 'text/plain', '{}', 400, 'bad_json'],
    ['bytes that are no UTF-8', 'application/json', new Uint8Array([0x22, 0xff, 0x22]), 400, 'bad_json'],
    ['a name of every object', 'application/json', '{"__proto__": {"a": 1}}', 422, 'validation_failed'],
    ['a NUL', 'application/json', '{"a": "\\u0000"}', 422, 'validation_failed'],
    ['endless nesting', 'application/json', '['.repeat(50_000) + ']'.repeat(50_000), 400, 'bad_json'],
  ])('over HTTP are refused with %s', async (_, type, body, status, code) => {
    const answer = await fetch(`${surface.url}/realtime/v1/api/broadcast/room/events/said`, {
      method: 'POST',
      headers: { apikey: surface.deps.keys.publishableKey, 'content-type': type },
      body,
    });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  it('arrive from the database in order, small and large', async () => {
    const topic = randomUUID();
    const { heard } = await join(surface.client(), topic);
    for (const size of [1, 20_000, 2, 200_000, 3]) {
      await surface.deps.admin`
        select realtime.send(jsonb_build_object('size', ${size}::int, 'fill', repeat('x', ${size}::int)), 'note', ${topic}, false)`;
    }
    await expect.poll(() => heard).toMatchObject([1, 20_000, 2, 200_000, 3].map((size) => ({ size })));
  });

  it('from the database carry the message’s id', async () => {
    const topic = randomUUID();
    const channel = surface.client().channel(topic);
    const message = new Promise((resolve) => channel.on('broadcast', { event: 'note' }, resolve));
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    await surface.deps.admin`select realtime.send('{"n":1}', 'note', ${topic}, false)`;
    const [row] = await surface.deps.admin`select id from realtime.messages where topic = ${topic}`;
    expect(await message).toMatchObject({ event: 'note', payload: { n: 1 }, meta: { id: row?.['id'] } });
  });

  it('stop for a client that has left', async () => {
    const topic = randomUUID();
    const leaver = surface.client();
    const { channel, heard } = await join(leaver, topic);
    const stayer = await join(surface.client(), topic);
    expect(await leaver.removeChannel(channel)).toBe('ok');
    const told = nextBroadcast(stayer.channel);
    await surface.deps.admin`select realtime.send('{"n":1}', 'note', ${topic}, false)`;
    await told;
    expect(heard).toEqual([]);
  });
});
