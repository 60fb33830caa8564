import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { enforceRetention } from './enforce-retention.ts';
import { monthsBefore } from './months-before.ts';

const Due = z.object({
  retention: z.object({ messagesMonths: z.number().nullable(), inactiveContactsMonths: z.number().nullable() }),
  due: z.object({ messages: z.number(), contacts: z.number() }),
});

describe('how long an organization keeps what it has', () => {
  let api: TestApi;
  let owner: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    owner = await createPerson(api.deps);
    version = 0;
  });
  afterAll(() => api.close());
  /** The version of the periods that calls say they read. */
  let version = 0;
  const callAs = ({ token }: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token, headers: { 'if-match': `"${version}"` }, ...(body ? { body } : {}) });
  const call = (method: string, path: string, body?: object) => callAs(owner, method, path, body);
  const set = async (retention: object, dryRun = false) =>
    Due.parse((await call('PATCH', '/v1/privacy', { retention, dryRun })).body);
  const sweep = () => enforceRetention({ deps: api.deps, signal: new AbortController().signal });
  const monthsAgo = (months: number) => (monthsBefore(new Date(), months) ?? new Date()).toISOString();
  const log = (contact: string, externalId: string, months: number) => {
    const texts = { subject: 'Quote', body: `Quincunx${externalId}`, threadId: 'thread', visibility: 'full' };
    const body = sampleMessage(contact, externalId, { ...texts, occurredAt: monthsAgo(months) });
    return call('POST', '/v1/interactions', body);
  };
  const messages = async (contact: string) => (await call('GET', `/v1/contacts/${contact}/interactions`)).body.items;
  /** A contact who came so many months ago. */
  const oldContact = async (name: string, months: number) => {
    const id = await sampleContact(api, owner.token, { name });
    const { admin } = api.deps;
    await admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`
        update app.contacts set created_at = ${monthsAgo(months)}, active_at = ${monthsAgo(months)},
          updated_at = ${monthsAgo(months)} where id = ${id}`;
    });
    return id;
  };
  const names = async () => (await call('GET', '/v1/contacts')).body.items.map(({ name }) => name).toSorted();

  it('is for ever until somebody says otherwise, and counted before anything goes', async () => {
    const contact = await sampleContact(api, owner.token);
    await log(contact, 'old', 13);
    const asItIs = { retention: { messagesMonths: null, inactiveContactsMonths: null } };
    expect((await call('GET', '/v1/privacy')).body).toEqual(asItIs);
    expect((await set({ messagesMonths: 12 }, true)).due).toEqual({ messages: 1, contacts: 0 });
    expect((await call('GET', '/v1/privacy')).body).toEqual(asItIs);
    await sweep();
    expect((await messages(contact))[0]).toMatchObject({ subject: 'Quote', body: 'Quincunxold' });
  });

  it('leaves of older messages that they were, once, and tells how many', async () => {
    const contact = await sampleContact(api, owner.token);
    await log(contact, 'old', 13);
    await log(contact, 'new', 11);
    const found = async (word: string) => JSON.stringify((await call('GET', `/v1/search?q=${word}`)).body);
    expect(await found('quincunxold')).toContain(contact);
    expect((await set({ messagesMonths: 12 })).due).toEqual({ messages: 1, contacts: 0 });
    await sweep();
    const [young, old] = await messages(contact);
    expect(young).toMatchObject({ subject: 'Quote', body: 'Quincunxnew', threadId: 'thread' });
    expect(old).toMatchObject({ direction: 'inbound', subject: null, body: null, bodyHidden: false, threadId: null });
    expect(await found('quincunxold')).not.toContain(contact);
    expect(await found('quincunxnew')).toContain(contact);
    await log(contact, 'old', 13);
    expect(await messages(contact)).toHaveLength(2);
    await sweep();
    const told = await api.deps.admin`
      select payload, actor from app.events
      where organization_id = ${owner.organizationId} and type = 'retention.enforced'`;
    expect(told).toEqual([{ payload: { messages: 1, contacts: 0 }, actor: { kind: 'system', id: null } }]);
  });

  it('takes contacts without a sign of life to the trash, but nobody whom somebody is to act on', async () => {
    await oldContact('Silent', 25);
    await oldContact('Young', 23);
    const task = await oldContact('With a task', 25);
    await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'contact', id: task } });
    const deal = await oldContact('With a deal', 25);
    const stage = (await call('GET', '/v1/pipelines')).body.items[0]?.stages[0]?.id;
    await call('POST', '/v1/deals', { name: 'Stairs', stageId: stage, contacts: [{ contactId: deal }] });
    const noted = await oldContact('With a note', 25);
    await call('POST', '/v1/notes', { record: { type: 'contact', id: noted }, body: 'Met again' });
    const heard = await oldContact('Heard of', 25);
    await log(heard, 'lately', 1);
    expect((await set({ inactiveContactsMonths: 24 })).due).toEqual({ messages: 0, contacts: 1 });
    await sweep();
    expect(await names()).toEqual(['Heard of', 'With a deal', 'With a note', 'With a task', 'Young']);
    version = 1;
    expect((await set({}, true)).due.contacts).toBe(0);
  });

  it('is said by owner and admins, and noted', async () => {
    const admin = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'admin' });
    const member = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
    const body = { retention: { messagesMonths: 6 } };
    expect((await callAs(member, 'PATCH', '/v1/privacy', body)).status).toBe(403);
    expect((await callAs(admin, 'PATCH', '/v1/privacy', body)).status).toBe(200);
    expect((await callAs(member, 'GET', '/v1/privacy')).body).toMatchObject({ retention: { messagesMonths: 6 } });
    await expect(set({ messagesMonths: null })).rejects.toThrow();
    version = 1;
    await set({ messagesMonths: null });
    const lines = await api.deps.admin`
      select action, changes from app.audit_log
      where organization_id = ${owner.organizationId} and resource = 'retention' order by id`;
    expect(lines).toMatchObject([{ action: 'created' }, { changes: { messagesMonths: [6, null] } }]);
  });

  it.each([
    { retention: { auditMonths: 6 } },
    { retention: { messagesMonths: 0 } },
    { retention: { messagesMonths: 1.5 } },
    { retention: { inactiveContactsMonths: 1201 } },
    {},
  ])('is not %j', async (body) => {
    expect((await call('PATCH', '/v1/privacy', body)).body.code).toBe('invalid_input');
  });
});

describe('months back', () => {
  it.each([
    ['2026-03-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
    ['2024-03-31T10:00:00Z', 1, '2024-02-29T10:00:00.000Z'],
    ['2026-01-15T00:00:00Z', 13, '2024-12-15T00:00:00.000Z'],
  ])('from %s, %i are %s', (now, months, then) => {
    expect(monthsBefore(new Date(now), months)?.toISOString()).toBe(then);
  });
  it('are none where there is no period', () => {
    expect(monthsBefore(new Date(), null)).toBeNull();
  });
});
