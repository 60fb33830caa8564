import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { subscribed } from '../testing/channels.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('live changes', () => {
  let surface: TestSurface;
  let ann: TestPerson;
  let bob: TestPerson;
  beforeAll(async () => {
    surface = await startSurface();
    [ann, bob] = [await createPerson(surface.deps), await createPerson(surface.deps)];
  });
  afterAll(() => surface.close());

  const clientOf = async (person: TestPerson): Promise<SupabaseClient> => {
    const client = surface.client();
    await client.realtime.setAuth(person.token);
    return client;
  };

  it('reach a person of the organization as a broadcast with ids only', async () => {
    const client = await clientOf(ann);
    const channel = client.channel(`org:${ann.organizationId}:contacts`, { config: { private: true } });
    const arrived = new Promise<unknown>((resolve) => channel.on('broadcast', { event: 'insert' }, resolve));
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    const [contact] = await surface.deps.admin<{ id: string }[]>`
      insert into app.contacts (organization_id, name) values (${ann.organizationId}, 'Ada Prospect') returning id`;
    expect(await arrived).toMatchObject({
      type: 'broadcast',
      event: 'insert',
      payload: { type: 'contacts', id: contact?.id, version: 1 },
    });
  });

  it.each(['contacts', 'companies', 'interactions', 'organization', 'room', 'anything'])(
    'of another organization cannot be listened or written to: %s',
    async (resource) => {
      const topic = `org:${ann.organizationId}:${resource}`;
      const client = await clientOf(bob);
      const channel = client.channel(topic, { config: { private: true } });
      expect(await subscribed(channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: /);
      await client.realtime.setAuth(bob.token);
      await expect(channel.httpSend('insert', { id: 1 })).rejects.toThrow('Unauthorized');
    },
  );

  it('are not for people without a token', async () => {
    const channel = surface.client().channel(`org:${ann.organizationId}:contacts`, { config: { private: true } });
    expect(await subscribed(channel)).toMatch(/^CHANNEL_ERROR: Unauthorized: /);
  });
});
