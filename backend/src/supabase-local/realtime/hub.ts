// Owns the fan-out: who listens on which topic, and one encoding of each message per protocol, however many listen.
import { type Broadcast, encodeBroadcast, type Version } from './frames.ts';

/** A topic as the database knows it. A private topic and a public one of the same name never meet. */
export interface Topic {
  name: string;
  private: boolean;
}

export interface Listener {
  version: Version;
  /** Wants to know who comes and goes, and may. */
  watchesPresence: boolean;
  deliver(data: string | Buffer): void;
}

/** Encodes for a protocol; null where it cannot carry the message. */
export type Encode = (wireTopic: string, version: Version) => string | Buffer | null;

export interface Hub {
  add(topic: Topic, listener: Listener): void;
  remove(topic: Topic, listener: Listener): void;
  /** Sends to those on a topic whom `to` picks. */
  send(topic: Topic, encode: Encode, to: (listener: Listener) => boolean): void;
  /** Sends a message to everyone on a topic. @param except who is left out: the sender. */
  publish(topic: Topic, message: Broadcast, except?: Listener): void;
}

export function createHub(): Hub {
  const rooms = new Map<string, Set<Listener>>();

  function send(topic: Topic, encode: Encode, to: (listener: Listener) => boolean): void {
    const encoded = new Map<Version, string | Buffer | null>();
    for (const listener of rooms.get(keyOf(topic)) ?? []) {
      if (!to(listener)) continue;
      let data = encoded.get(listener.version);
      if (data === undefined) {
        data = encode(`realtime:${topic.name}`, listener.version);
        encoded.set(listener.version, data);
      }
      if (data !== null) listener.deliver(data);
    }
  }

  return {
    add(topic, listener) {
      const room = rooms.get(keyOf(topic)) ?? new Set();
      rooms.set(keyOf(topic), room.add(listener));
    },
    remove(topic, listener) {
      const room = rooms.get(keyOf(topic));
      room?.delete(listener);
      if (room?.size === 0) rooms.delete(keyOf(topic));
    },
    send,
    publish(topic, message, except) {
      const encode: Encode = (wireTopic, version) => encodeBroadcast(wireTopic, message, version);
      send(topic, encode, (listener) => listener !== except);
    },
  };
}

/** Names a topic in a map. */
export const keyOf = (topic: Topic) => `${topic.private ? 'private' : 'public'}:${topic.name}`;
