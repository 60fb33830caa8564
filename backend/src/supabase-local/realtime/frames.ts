// Owns the wire: decoding what clients send and encoding what they get, in protocol 1.0.0 (JSON objects) and 2.0.0 (JSON
// arrays, and binary frames for broadcasts).
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { longestName } from './limits.ts';

export type Version = '1.0.0' | '2.0.0';
export const Version = z.enum(['1.0.0', '2.0.0']);

export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

/** A message from client to clients: JSON, or bytes. */
export interface Broadcast {
  event: string;
  payload: unknown;
  meta?: Record<string, unknown>;
}

/** A frame that is none. The socket is closed; the text goes to the client. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const Name = z.string().refine((text) => Buffer.byteLength(text) <= longestName);
const Ref = Name.nullish().transform((ref) => ref ?? null);
const ObjectFrame = z
  .object({ join_ref: Ref, ref: Ref, topic: Name, event: Name, payload: z.unknown() })
  .transform(({ join_ref: joinRef, ...rest }): Frame => ({ joinRef, ...rest }));
const ArrayFrame = z
  .tuple([Ref, Ref, Name, Name, z.unknown()])
  .transform(([joinRef, ref, topic, event, payload]): Frame => ({ joinRef, ref, topic, event, payload }));

const pushKind = 3;
const broadcastKind = 4;
const jsonEncoding = 1;

/** Decodes a frame from a client. @throws FrameError when it is not one. */
export function decodeFrame(data: Buffer, isBinary: boolean, version: Version): Frame {
  if (isBinary) return decodePush(data);
  const result = (version === '1.0.0' ? ObjectFrame : ArrayFrame).safeParse(readJson(data));
  if (!result.success) throw new FrameError('The frame does not follow the protocol.');
  return result.data;
}

/** Encodes a control frame. */
export function encodeFrame({ joinRef, ref, topic, event, payload }: Frame, version: Version): string {
  return JSON.stringify(
    version === '1.0.0' ? { join_ref: joinRef, ref, topic, event, payload } : [joinRef, ref, topic, event, payload],
  );
}

/** Encodes a broadcast for all readers of a protocol; null where the protocol cannot carry it (bytes in 1.0.0). */
export function encodeBroadcast(topic: string, { event, payload, meta }: Broadcast, version: Version) {
  if (payload instanceof Uint8Array) return version === '1.0.0' ? null : encodeBytes(topic, event, payload);
  const body = { type: 'broadcast', event, payload, ...(meta && { meta }) };
  return encodeFrame({ joinRef: null, ref: null, topic, event: 'broadcast', payload: body }, version);
}

/** Kind 3: kind, five lengths, encoding, then join ref, ref, topic, event, meta and the payload. */
function decodePush(data: Buffer): Frame {
  const headerLength = 7;
  if (data[0] !== pushKind || data.length < headerLength) throw new FrameError('The binary frame is of no known kind.');
  const parts: string[] = [];
  let offset = headerLength;
  for (const length of data.subarray(1, 6)) {
    parts.push(data.toString('utf8', offset, offset + length));
    offset += length;
  }
  if (offset > data.length) throw new FrameError('The binary frame is shorter than it says.');
  const [joinRef, ref, topic = '', event = ''] = parts;
  const rest = data.subarray(offset);
  const payload = data[6] === jsonEncoding ? readJson(rest) : new Uint8Array(rest);
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload: { event, payload } };
}

/** Kind 4: kind, three lengths, encoding, then topic, event, meta (none here) and the payload. */
function encodeBytes(topic: string, event: string, payload: Uint8Array): Buffer {
  const [topicBytes, eventBytes] = [Buffer.from(topic), Buffer.from(event)];
  const header = Buffer.from([broadcastKind, topicBytes.length, eventBytes.length, 0, 0]);
  return Buffer.concat([header, topicBytes, eventBytes, payload]);
}

function readJson(data: Buffer): unknown {
  try {
    return parseJson(data.toString('utf8'));
  } catch (cause) {
    throw new FrameError('The frame is not valid JSON.', { cause });
  }
}
