import { describe, expect, it } from 'vitest';
import type { Version } from './frames.ts';
import { createHub, type Listener } from './hub.ts';

const topic = { name: 'room', private: false };

function listener(version: Version): Listener & { heard: (string | Buffer)[] } {
  const heard: (string | Buffer)[] = [];
  return { version, watchesPresence: false, heard, deliver: (data) => heard.push(data) };
}

describe('the hub', () => {
  it('encodes a message once per protocol, however many listen', () => {
    const hub = createHub();
    const listeners = Array.from({ length: 50 }, (_, index) => listener(index % 2 ? '1.0.0' : '2.0.0'));
    for (const one of listeners) hub.add(topic, one);
    const encoded: Version[] = [];
    const encode = (wireTopic: string, version: Version) => {
      encoded.push(version);
      return `${wireTopic} ${version}`;
    };
    hub.send(topic, encode, () => true);
    expect(encoded.sort()).toEqual(['1.0.0', '2.0.0']);
    for (const one of listeners) expect(one.heard).toEqual([`realtime:room ${one.version}`]);
  });

  it('leaves out those whose protocol cannot carry a message, and those who left', () => {
    const hub = createHub();
    const [older, newer, gone] = [listener('1.0.0'), listener('2.0.0'), listener('2.0.0')];
    for (const one of [older, newer, gone]) hub.add(topic, one);
    hub.remove(topic, gone);
    hub.publish(topic, { event: 'bytes', payload: new Uint8Array([1]) });
    expect([older.heard.length, newer.heard.length, gone.heard.length]).toEqual([0, 1, 0]);
  });
});
