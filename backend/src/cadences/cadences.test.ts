import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { CadenceAnswer } from './schema.ts';
import { raiseCadences, tellDueTasks } from './sweep-tasks.ts';

const aDay = 86_400_000;
const zone = 'Europe/Berlin';

describe('keeping in touch', () => {
  let api: TestApi;
  let ann: TestPerson;
  let contact: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    contact = await sampleContact(api, ann.token);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, { token }: { token: string } = ann) =>
    api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const path = () => `/v1/contacts/${contact}/cadence`;
  const set = async (every: number, unit: string) => {
    const { status, body } = await call('PUT', path(), { every, unit, zone });
    expect(status).toBe(200);
    return CadenceAnswer.parse(body).cadence;
  };
  const read = async () => CadenceAnswer.parse((await call('GET', path())).body).cadence;
  /** Lets the clock of the sweeps run ahead. */
  const turn = (days: number) => ({
    deps: { ...api.deps, now: () => new Date(Date.now() + days * aDay) },
    signal: new AbortController().signal,
  });
  const log = (externalId: string, at: number) =>
    call('POST', '/v1/interactions', sampleMessage(contact, externalId, { occurredAt: new Date(at).toISOString() }));
  const open = async () => (await call('GET', `/v1/tasks?record=contact:${contact}`)).body.items;
  const dueEvents = async () =>
    (
      await api.deps.admin`
      select payload from app.events where organization_id = ${ann.organizationId} and type = 'task.due' order by id`
    ).map((row) => z.object({ reminderAt: z.string() }).parse(row['payload']).reminderAt);

  it('counts from the last interaction, else from when it was set, to a morning in its zone', async () => {
    const set1 = await set(2, 'week');
    expect(set1).toMatchObject({ every: 2, unit: 'week', zone, task: null, silent: false });
    await log('1', Date.parse('2026-03-01T12:00:00Z'));
    expect(Date.parse((await read())?.countedFrom ?? '')).toBeGreaterThan(Date.parse('2026-03-02'));
    await call('DELETE', path());
    expect(await read()).toBeNull();
    // Over the change of summer time it stays nine in the morning; 31 days later is no month later.
    expect(Date.parse((await set(1, 'month'))?.dueAt ?? '')).toBe(Date.parse('2026-04-01T07:00:00Z'));
    expect(Date.parse((await set(3, 'day'))?.dueAt ?? '')).toBe(Date.parse('2026-03-04T08:00:00Z'));
  });

  it('becomes one task when the time is over, however many sweeps run at once', async () => {
    await set(7, 'day');
    await raiseCadences(turn(6));
    expect(await open()).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, () => raiseCadences(turn(9))));
    await raiseCadences(turn(30));
    const tasks = await open();
    expect(tasks).toMatchObject([
      { title: 'Keep in touch with Ada Prospect', keepInTouch: true, assigneeId: ann.userId, due: { zone } },
    ]);
    expect((await read())?.task).toEqual({ id: tasks[0]?.id });
  });

  it('begins anew with an interaction, which does the task', async () => {
    await set(7, 'day');
    await raiseCadences(turn(9));
    await api.deps.admin`update app.tasks set due_at = now() - interval '1 day' where contact_id = ${contact}`;
    await log('old', Date.now() - 5 * aDay);
    expect(await open()).toHaveLength(1);
    await log('new', Date.now());
    expect(await open()).toEqual([]);
    expect(Date.parse((await read())?.dueAt ?? '')).toBeGreaterThan(Date.now() + 6 * aDay);
    await raiseCadences(turn(9));
    expect(await open()).toHaveLength(1);
  });

  it('begins anew for everybody who is heard from at once, and for nobody whose message is older than the task', async () => {
    const late = contact;
    const fresh = await sampleContact(api, ann.token);
    for (const id of [late, fresh]) await call('PUT', `/v1/contacts/${id}/cadence`, { every: 7, unit: 'day', zone });
    await raiseCadences(turn(9));
    await api.deps
      .admin`update app.tasks set due_at = now() - interval '1 day' where contact_id = any(${[late, fresh]})`;
    await api.deps.admin`
      insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at)
      select ${ann.organizationId}, id, 'email', 'inbound', id, now() - make_interval(days => days)
      from (values (${late}::uuid, 5), (${fresh}::uuid, 0)) as heard (id, days)`;
    const openOf = async (id: string) => (await call('GET', `/v1/tasks?record=contact:${id}`)).body.items;
    expect([await openOf(late), await openOf(fresh)]).toMatchObject([[{ keepInTouch: true }], []]);
    // Only what is new counts: another change of the person does not close what somebody opened again.
    await api.deps
      .admin`update app.tasks set done_at = null, due_at = now() - interval '1 day' where contact_id = ${fresh}`;
    await api.deps.admin`update app.contacts set title = 'Lead' where id = ${fresh}`;
    expect(await openOf(fresh)).toHaveLength(1);
  });

  it('begins anew with the task done or deleted, and never stands twice', async () => {
    await set(7, 'day');
    await raiseCadences(turn(9));
    const [first] = await open();
    await call('POST', `/v1/tasks/${first?.id}/done`);
    await raiseCadences(turn(6));
    expect(await open()).toEqual([]);
    await raiseCadences(turn(9));
    const again = await call('POST', `/v1/tasks/${first?.id}/undone`);
    expect(again).toMatchObject({ status: 409, body: { code: 'keep_in_touch_open' } });
    const [second] = await open();
    await call('DELETE', `/v1/tasks/${second?.id}`);
    await raiseCadences(turn(9));
    expect(await open()).toHaveLength(1);
  });

  it('is silent about people who must not be contacted, and about deleted ones', async () => {
    await set(7, 'day');
    await raiseCadences(turn(9));
    const { version } = (await call('GET', `/v1/contacts/${contact}`)).body;
    const headers = { 'if-match': `"${version}"` };
    await api.call('PATCH', `/v1/contacts/${contact}`, { token: ann.token, headers, body: { doNotContact: true } });
    expect(await open()).toEqual([]);
    await raiseCadences(turn(30));
    expect(await open()).toEqual([]);
    expect((await read())?.silent).toBe(true);
    contact = await sampleContact(api, ann.token, { name: 'Bea' });
    await set(1, 'day');
    await call('DELETE', `/v1/contacts/${contact}`);
    await raiseCadences(turn(9));
    const [none] = await api.deps.admin`select count(*)::int as n from app.tasks where contact_id = ${contact}`;
    expect(none?.['n']).toBe(0);
  });

  it('is refused for what is not here, without a zone, and outside reason', async () => {
    const put = (body: object) => call('PUT', path(), body);
    expect((await put({ every: 0, unit: 'day', zone })).status).toBe(422);
    expect((await put({ every: 1, unit: 'year', zone })).status).toBe(422);
    expect((await put({ every: 1, unit: 'day', zone: 'Mars/Olympus' })).body.errors[0]?.path).toBe('zone');
    const stranger = await createPerson(api.deps);
    expect((await call('PUT', path(), { every: 1, unit: 'day', zone }, stranger)).status).toBe(404);
    expect((await call('GET', path(), undefined, stranger)).status).toBe(404);
    const viewer = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    expect((await call('PUT', path(), { every: 1, unit: 'day', zone }, viewer)).status).toBe(403);
  });

  describe('due tasks', () => {
    it('are told once at each reminder and at their time, however many sweeps run at once', async () => {
      const due = new Date(Date.now() + 3 * aDay).toISOString().slice(0, 16);
      await call('POST', '/v1/tasks', { title: 'Call', due: { local: due, zone: 'UTC' }, reminders: [1440] });
      await tellDueTasks(turn(1));
      expect(await dueEvents()).toEqual([]);
      await Promise.all([tellDueTasks(turn(2.5)), tellDueTasks(turn(2.5))]);
      expect(await dueEvents()).toHaveLength(1);
      await Promise.all([tellDueTasks(turn(4)), tellDueTasks(turn(4)), tellDueTasks(turn(4))]);
      const told = (await dueEvents()).map((at) => Date.parse(at));
      expect(told).toEqual([Date.parse(`${due}Z`) - aDay, Date.parse(`${due}Z`)]);
      await tellDueTasks(turn(90));
      expect(await dueEvents()).toHaveLength(2);
    });

    it('are told again after a snooze, and not when they are done or their record is deleted', async () => {
      const due = { local: '2026-01-01T09:00', zone };
      const make = async (more: object) => (await call('POST', '/v1/tasks', { title: 'Call', due, ...more })).body.id;
      const done = await make({});
      await call('POST', `/v1/tasks/${done}/done`);
      await make({ record: { type: 'contact', id: contact } });
      await call('DELETE', `/v1/contacts/${contact}`);
      await tellDueTasks(turn(0));
      expect(await dueEvents()).toEqual([]);
      const put = await make({});
      await tellDueTasks(turn(0));
      const until = { local: new Date(Date.now() + aDay).toISOString().slice(0, 16), zone: 'UTC' };
      const { undoToken } = (await call('POST', `/v1/tasks/${put}/snooze`, { until })).body;
      await tellDueTasks(turn(0));
      expect(await dueEvents()).toHaveLength(1);
      await tellDueTasks(turn(2));
      expect(await dueEvents()).toHaveLength(2);
      expect(undoToken).toEqual(expect.any(String));
    });
  });
});
