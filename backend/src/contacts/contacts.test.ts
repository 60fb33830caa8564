import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('contacts', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  it('are captured, read, listed, changed, deleted and restored', async () => {
    const token = ann.token;
    const captured = await api.call('POST', '/v1/contacts', {
      token,
      body: {
        name: 'Ada Prospect',
        companyName: 'Acme',
        points: [{ kind: 'email', value: ' Ada@Acme.example ' }],
      },
    });
    expect(captured.body).toMatchObject({ created: true });
    expect(captured.status).toBe(201);
    const { contact } = captured.body;
    expect(contact).toMatchObject({
      name: 'Ada Prospect',
      company: { name: 'Acme' },
      points: [{ kind: 'email', value: 'Ada@Acme.example', normalized: 'ada@acme.example' }],
      version: 1,
      deletedAt: null,
      lastInteraction: null,
    });
    const again = await api.call('POST', '/v1/contacts', {
      token,
      body: { name: 'Ada', points: [{ kind: 'email', value: 'ada@acme.example' }] },
    });
    expect([again.status, again.body.created, again.body.contact.id]).toEqual([200, false, contact.id]);

    const read = await api.call('GET', `/v1/contacts/${contact.id}`, { token });
    expect([read.status, read.headers.get('etag')]).toEqual([200, '"1"']);
    const found = await api.call('GET', '/v1/contacts?search=acme', { token });
    expect(found.body).toMatchObject({ items: [{ id: contact.id }], nextCursor: null });

    const changed = await api.call('PATCH', `/v1/contacts/${contact.id}`, {
      token,
      body: { title: 'Head of supply' },
      headers: { 'if-match': '"1"' },
    });
    expect(changed.body).toMatchObject({ title: 'Head of supply', version: 2 });
    const deleted = await api.call('DELETE', `/v1/contacts/${contact.id}`, { token });
    expect(deleted.body.deletedAt).not.toBeNull();
    expect((await api.call('GET', '/v1/contacts?deleted=true', { token })).body.items).toHaveLength(1);
    const restored = await api.call('POST', `/v1/contacts/${contact.id}/restore`, { token });
    expect(restored.body.deletedAt).toBeNull();
    const looked = await api.call('GET', '/v1/lookup?email=ADA@acme.example', { token });
    expect(looked.body.contact.id).toBe(contact.id);
  });

  it('take interactions, once each', async () => {
    const { token } = ann;
    const { body } = await api.call('POST', '/v1/contacts', { token, body: { name: 'Bo Buyer' } });
    const item = {
      contactId: body.contact.id,
      channel: 'email',
      direction: 'inbound',
      externalId: '<1@acme.example>',
      subject: 'Hello',
      body: 'Text',
      occurredAt: '2026-01-02T03:04:05Z',
    };
    const first = await api.call('POST', '/v1/interactions', { token, body: item });
    expect([first.status, first.body.created, first.body.interaction.body]).toEqual([201, true, 'Text']);
    const second = await api.call('POST', '/v1/interactions', { token, body: item });
    expect([second.status, second.body.created]).toEqual([200, false]);
    const batch = await api.call('POST', '/v1/interactions/batch', {
      token,
      body: { items: [item, { ...item, externalId: '2' }, { ...item, externalId: '2' }] },
    });
    expect(batch.body.items.map((one: { created: boolean }) => one.created)).toEqual([false, true, false]);
    const listed = await api.call('GET', `/v1/contacts/${body.contact.id}/interactions`, { token });
    expect(listed.body.items).toHaveLength(2);
    const forgotten = await api.call('DELETE', `/v1/interactions/${first.body.interaction.id}`, { token });
    expect(forgotten.status).toBe(204);
    const revived = await api.call('POST', '/v1/interactions', { token, body: item });
    expect([revived.status, revived.body.interaction.body]).toEqual([201, 'Text']);
  });
});
