import { createClient } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeBroadcast, encodeFrame, FrameError } from './frames.ts';

const { serializer } = createClient('http://127.0.0.1:1', 'sb_publishable_test').realtime;
type ClientFrame = Parameters<typeof serializer.encode>[0];

function fromClient(frame: ClientFrame): { data: Buffer; isBinary: boolean } {
  let encoded: unknown;
  serializer.encode(frame, (data: unknown) => {
    encoded = data;
  });
  if (typeof encoded === 'string') return { data: Buffer.from(encoded), isBinary: false };
  if (encoded instanceof ArrayBuffer) return { data: Buffer.from(encoded), isBinary: true };
  throw new Error('The client encoded nothing');
}

function toClient(data: string | Buffer | null): unknown {
  let decoded: unknown;
  const raw = Buffer.isBuffer(data) ? new Uint8Array(data).buffer : data;
  serializer.decode(raw ?? '', (frame: unknown) => {
    decoded = frame;
  });
  return decoded;
}

describe('frames', () => {
  it('of the real client are read: control frames as text', () => {
    const { data, isBinary } = fromClient({
      join_ref: '1',
      ref: '2',
      topic: 'realtime:room',
      event: 'phx_join',
      payload: { a: 1 },
    });
    expect(isBinary).toBe(false);
    expect(decodeFrame(data, isBinary, '2.0.0')).toEqual({
      joinRef: '1',
      ref: '2',
      topic: 'realtime:room',
      event: 'phx_join',
      payload: { a: 1 },
    });
  });

  it.each([
    ['JSON', { text: 'Привет, 👋' }],
    ['nothing', {}],
    ['bytes', new Uint8Array([0, 3, 255]).buffer],
  ])('of the real client are read: broadcasts of %s as binary', (_what, payload) => {
    const { data, isBinary } = fromClient({
      join_ref: '1',
      ref: '2',
      topic: 'realtime:комната',
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'écho', payload },
    });
    expect(isBinary).toBe(true);
    expect(decodeFrame(data, isBinary, '2.0.0')).toEqual({
      joinRef: '1',
      ref: '2',
      topic: 'realtime:комната',
      event: 'broadcast',
      payload: { event: 'écho', payload: payload instanceof ArrayBuffer ? new Uint8Array(payload) : payload },
    });
  });

  it('that we write are read by the real client, text and bytes', () => {
    const text = encodeBroadcast('realtime:комната', { event: 'écho', payload: { n: 1 }, meta: { id: 'm1' } }, '2.0.0');
    expect(toClient(text)).toMatchObject({
      topic: 'realtime:комната',
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'écho', payload: { n: 1 }, meta: { id: 'm1' } },
    });
    const bytes = encodeBroadcast('realtime:комната', { event: 'écho', payload: new Uint8Array([0, 4, 255]) }, '2.0.0');
    expect(toClient(bytes)).toEqual({
      join_ref: null,
      ref: null,
      topic: 'realtime:комната',
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'écho', payload: new Uint8Array([0, 4, 255]).buffer },
    });
  });

  it('of protocol 1.0.0 are objects and carry no bytes', () => {
    const frame = { joinRef: '1', ref: '2', topic: 'realtime:room', event: 'phx_reply', payload: { status: 'ok' } };
    const text = encodeFrame(frame, '1.0.0');
    expect(JSON.parse(text)).toEqual({
      join_ref: '1',
      ref: '2',
      topic: 'realtime:room',
      event: 'phx_reply',
      payload: { status: 'ok' },
    });
    expect(decodeFrame(Buffer.from(text), false, '1.0.0')).toEqual(frame);
    expect(encodeBroadcast('realtime:room', { event: 'e', payload: new Uint8Array(1) }, '1.0.0')).toBeNull();
  });

  it.each([
    ['no JSON', Buffer.from('{'), false],
    ['a bottomless list', Buffer.from(`[null,"1","t","e",${'['.repeat(9_000)}${']'.repeat(9_000)}]`), false],
    ['an object', Buffer.from('{}'), false],
    ['a short list', Buffer.from('[1,2]'), false],
    ['a numeric topic', Buffer.from('[null,"1",7,"phx_join",{}]'), false],
    ['an overlong topic', Buffer.from(JSON.stringify([null, '1', 'x'.repeat(256), 'phx_join', {}])), false],
    ['empty bytes', Buffer.alloc(0), true],
    ['an unknown kind', Buffer.from([9, 0, 0, 0, 0, 0, 0]), true],
    ['lengths past the end', Buffer.from([3, 1, 1, 200, 1, 0, 1, 65]), true],
    ['bytes that should be JSON', Buffer.from([3, 0, 0, 0, 0, 0, 1, 0x7b]), true],
  ])('that are none are refused: %s', (_what, data, isBinary) => {
    expect(() => decodeFrame(data, isBinary, '2.0.0')).toThrow(FrameError);
  });
});
