// Owns who is seen on a topic: what each channel tracks, and telling the watchers what changed.
import { randomUUID } from 'node:crypto';
import { encodeFrame } from './frames.ts';
import { type Hub, keyOf, type Listener, type Topic } from './hub.ts';

type Meta = Record<string, unknown>;
interface Tracked {
  key: string;
  meta: Meta;
}
/** Presences by key, in the shape that Phoenix clients merge. */
export type PresenceState = Record<string, { metas: Meta[] }>;

export interface Presence {
  /** Shows a channel on a topic, or changes what it shows. @param key one person may have several channels under it. */
  track(topic: Topic, listener: Listener, key: string, payload: Meta): void;
  untrack(topic: Topic, listener: Listener): void;
  /** Everyone who is seen now. */
  state(topic: Topic): PresenceState;
}

export function createPresence(hub: Hub): Presence {
  const rooms = new Map<string, Map<Listener, Tracked>>();

  function tell(topic: Topic, joined: Tracked | undefined, left: Tracked | undefined): void {
    const payload = { joins: stateOf(joined ? [joined] : []), leaves: stateOf(left ? [left] : []) };
    const frame = { joinRef: null, ref: null, event: 'presence_diff', payload };
    hub.send(topic, (wireTopic, version) => encodeFrame({ ...frame, topic: wireTopic }, version), watches);
  }

  return {
    track(topic, listener, key, payload) {
      const room = rooms.get(keyOf(topic)) ?? new Map<Listener, Tracked>();
      rooms.set(keyOf(topic), room);
      const before = room.get(listener);
      const tracked = { key, meta: { ...payload, phx_ref: randomUUID() } };
      room.set(listener, tracked);
      tell(topic, tracked, before);
    },
    untrack(topic, listener) {
      const room = rooms.get(keyOf(topic));
      const before = room?.get(listener);
      if (!room || !before) return;
      room.delete(listener);
      if (room.size === 0) rooms.delete(keyOf(topic));
      tell(topic, undefined, before);
    },
    state: (topic) => stateOf(rooms.get(keyOf(topic))?.values() ?? []),
  };
}

const watches = (listener: Listener) => listener.watchesPresence;

function stateOf(tracked: Iterable<Tracked>): PresenceState {
  const state = new Map<string, { metas: Meta[] }>();
  for (const { key, meta } of tracked) {
    const entry = state.get(key) ?? { metas: [] };
    entry.metas.push(meta);
    state.set(key, entry);
  }
  return Object.fromEntries(state);
}
