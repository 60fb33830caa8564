import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a write with an Idempotency-Key', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const create = (key: string, body: unknown, token = ann.token) =>
    api.call('POST', '/v1/companies', { token, body, headers: { 'idempotency-key': key } });
  const count = async (name: string) => (await api.deps.admin`select from app.companies where name = ${name}`).length;

  it('answers a replay as it answered first', async () => {
    const first = await create('one', { name: 'Replayed' });
    const second = await create('one', { name: 'Replayed' });
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await count('Replayed')).toBe(1);
  });

  it('happens once when it is sent many times at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => create('many', { name: 'At once' })));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(await count('At once')).toBe(1);
  });

  it('is refused when the key was used for something else', async () => {
    const { body } = await create('two', { name: 'Two' });
    const other = await create('two', { name: 'Other' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const elsewhere = await api.call('DELETE', `/v1/companies/${body.id}`, {
      token: ann.token,
      headers: { 'idempotency-key': 'two' },
    });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('may be tried again after it failed', async () => {
    const failed = await create('three', { name: 'Three', domain: 'no domain' });
    expect(failed.status).toBe(422);
    const missing = await api.call('POST', '/v1/companies/018f0000-0000-7000-8000-000000000000/restore', {
      token: ann.token,
      headers: { 'idempotency-key': 'three' },
    });
    expect(missing.status).toBe(404);
    expect((await create('three', { name: 'Three' })).status).toBe(201);
  });

  it('does not meet another person’s key', async () => {
    const bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    const mine = await create('shared', { name: 'Shared' });
    const theirs = await create('shared', { name: 'Shared' }, bob.token);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('replays answers without a body', async () => {
    const { body } = await api.call('POST', '/v1/contacts', { token: ann.token, body: { name: 'Ada' } });
    const item = {
      contactId: body.contact.id,
      channel: 'email',
      direction: 'inbound',
      externalId: 'forget-me',
      occurredAt: '2026-01-01T00:00:00Z',
    };
    const logged = await api.call('POST', '/v1/interactions', { token: ann.token, body: item });
    const forget = () =>
      api.call('DELETE', `/v1/interactions/${logged.body.interaction.id}`, {
        token: ann.token,
        headers: { 'idempotency-key': 'forget' },
      });
    expect([(await forget()).status, (await forget()).status]).toEqual([204, 204]);
    expect((await forget()).headers.get('idempotent-replayed')).toBe('true');
  });

  it('refuses keys that are too long', async () => {
    const { status, body } = await create('x'.repeat(201), { name: 'Long' });
    expect([status, body.errors[0]?.path]).toEqual([422, 'header.idempotency-key']);
  });
});
