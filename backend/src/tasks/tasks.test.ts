import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { at, taskCalls, zone } from './testing/task-calls.ts';

describe('tasks', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bob: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    bob = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
  });
  afterAll(() => api.close());

  const { call, add, patch, titles, eventTypes } = taskCalls(
    () => api,
    () => ann,
  );

  it('are created on a record or on none, and belong to who creates them', async () => {
    const contact = await sampleContact(api, ann.token);
    const made = await add('Send quote', {
      record: { type: 'contact', id: contact },
      due: at('2030-07-01T09:00'),
      reminders: [60],
      body: 'As agreed',
    });
    expect(made).toMatchObject({
      title: 'Send quote',
      record: { type: 'contact', id: contact, name: 'Ada Prospect' },
      due: { local: '2030-07-01T09:00', zone },
      reminders: [60],
      assigneeId: ann.userId,
      version: 1,
    });
    expect(Date.parse(made.dueAt ?? '')).toBe(Date.parse('2030-07-01T07:00:00Z'));
    expect(await add('Nobody’s', { assigneeId: null })).toMatchObject({ record: null, due: null, assigneeId: null });
    expect(await add('Bob’s', { assigneeId: bob.userId })).toMatchObject({ assigneeId: bob.userId });
  });

  it('come in the order in which they come up, those without a time last, page by page', async () => {
    await add('No time');
    await add('Late', { due: at('2031-01-01T09:00') });
    await add('Soon', { due: at('2030-01-01T09:00') });
    await add('No time either');
    const first = (await call('GET', '/v1/tasks?limit=3')).body;
    expect(first.items.map(({ title }) => title)).toEqual(['Soon', 'Late', 'No time']);
    expect(await titles(`?limit=3&cursor=${first.nextCursor}`)).toEqual(['No time either']);
    const second = (await call('GET', '/v1/tasks?limit=1')).body;
    expect(await titles(`?limit=1&cursor=${second.nextCursor}`)).toEqual(['Late']);
    expect((await call('GET', `/v1/tasks?state=done&cursor=${first.nextCursor}`)).status).toBe(400);
  });

  it('are found by person, record, time and state', async () => {
    const contact = await sampleContact(api, ann.token);
    const other = await sampleContact(api, ann.token, { name: 'Bea' });
    const record = { type: 'contact', id: contact };
    await add('Overdue', { record, due: at('2020-01-01T09:00') });
    await add('Later', { record: { type: 'contact', id: other }, due: at('2040-01-01T09:00') });
    const done = await add('Done', { record });
    await call('POST', `/v1/tasks/${done.id}/done`);
    await add('Bob’s', { assigneeId: bob.userId });
    expect(await titles('?overdue=true')).toEqual(['Overdue']);
    expect(await titles('?dueBefore=2041-01-01T00:00:00Z')).toEqual(['Overdue', 'Later']);
    expect(await titles(`?record=contact:${contact}`)).toEqual(['Overdue']);
    expect(await titles(`?record=contact:${contact}&state=done`)).toEqual(['Done']);
    expect(await titles('?assignee=me', bob)).toEqual(['Bob’s']);
    expect(await titles(`?assignee=${bob.userId}`)).toEqual(['Bob’s']);
    expect((await call('GET', '/v1/tasks?record=contact:nobody')).status).toBe(422);
    await call('DELETE', `/v1/contacts/${contact}`);
    expect(await titles('?overdue=true')).toEqual([]);
  });

  it('are changed only over the version that was read', async () => {
    const { id } = await add('Draft', { due: at('2030-01-01T09:00'), repeat: 'FREQ=WEEKLY' });
    expect((await patch(id, 1, { title: 'Draft' })).body.version).toBe(1);
    expect((await patch(id, 1, { title: 'Better', assigneeId: bob.userId })).body).toMatchObject({ version: 2 });
    expect((await patch(id, 1, { title: 'Lost' })).status).toBe(412);
    expect((await patch(id, 2, { due: null })).body.errors[0]).toMatchObject({ path: 'repeat' });
    expect((await patch(id, 2, { due: null, repeat: null })).body).toMatchObject({ dueAt: null, repeat: null });
    const [event] = await api.deps.admin`
      select payload from app.events where subject_id = ${id} and type = 'task.updated' order by id limit 1`;
    expect(event?.['payload']).toEqual({ changed: ['title', 'assigneeId'] });
  });

  it('are put off without moving their due time, until they get another', async () => {
    const { id } = await add('Call', { due: at('2026-01-05T09:00') });
    const put = await call('POST', `/v1/tasks/${id}/snooze`, { until: at('2030-03-31T02:30') });
    expect(put.body).toMatchObject({ due: { local: '2026-01-05T09:00' }, version: 2 });
    expect(Date.parse(put.body.comesAt ?? '')).toBe(Date.parse('2030-03-31T01:30:00Z'));
    expect(await titles('?overdue=true')).toEqual([]);
    const past = await call('POST', `/v1/tasks/${id}/snooze`, { until: at('2020-01-01T09:00') });
    expect(past).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } });
    expect((await patch(id, 2, { due: at('2030-01-05T09:00') })).body.snoozedUntil).toBeNull();
    const timeless = await add('Some day');
    const refused = await call('POST', `/v1/tasks/${timeless.id}/snooze`, { until: at('2030-01-01T09:00') });
    expect(refused.status).toBe(422);
  });

  it('go and come back', async () => {
    const { id } = await add('Call');
    await call('DELETE', `/v1/tasks/${id}`);
    await call('DELETE', `/v1/tasks/${id}`);
    expect(await titles()).toEqual([]);
    expect(await titles('?state=deleted')).toEqual(['Call']);
    expect((await patch(id, 2, { title: 'Never' })).status).toBe(404);
    expect((await call('POST', `/v1/tasks/${id}/done`)).status).toBe(404);
    await call('POST', `/v1/tasks/${id}/restore`);
    expect(await titles()).toEqual(['Call']);
    expect(await eventTypes(id)).toEqual(['task.created', 'task.deleted', 'task.restored']);
  });

  it.each([
    ['contact', 'contacts'],
    ['company', 'companies'],
  ] as const)('tell the %s when the next one comes up', async (type, records) => {
    const make = async (name: string) =>
      type === 'contact'
        ? sampleContact(api, ann.token, { name })
        : (await call('POST', '/v1/companies', { name })).body.id;
    const [contact, other] = [await make('One'), await make('Other')];
    const on = (id: string) => ({ record: { type, id } });
    const nextOf = async (id: string) =>
      (await call('GET', `/v1/${records}/${id}`)).body.nextTaskAt?.slice(0, 10) ?? null;
    const soon = await add('Soon', { ...on(contact), due: at('2030-02-01T09:00') });
    await add('Late', { ...on(contact), due: at('2030-03-01T09:00') });
    await add('No time', on(other));
    expect([await nextOf(contact), await nextOf(other)]).toEqual(['2030-02-01', null]);
    await call('POST', `/v1/tasks/${soon.id}/snooze`, { until: at('2030-04-01T09:00') });
    expect(await nextOf(contact)).toBe('2030-03-01');
    const moved = (await patch(soon.id, 2, { due: at('2030-01-05T09:00'), ...on(other) })).body;
    expect([await nextOf(contact), await nextOf(other)]).toEqual(['2030-03-01', '2030-01-05']);
    await call('POST', `/v1/tasks/${moved.id}/done`);
    expect(await nextOf(other)).toBeNull();
    await call('POST', `/v1/tasks/${moved.id}/undone`);
    await call('DELETE', `/v1/tasks/${moved.id}`);
    expect(await nextOf(other)).toBeNull();
    const { body } = await call('GET', `/v1/${records}/${contact}`);
    expect(body.version).toBe(1);
  });

  it('are as they were after undoing a change: times, snoozing and the count of a repetition', async () => {
    const contact = await sampleContact(api, ann.token);
    const task = await add('Water the plants', {
      due: at('2030-01-07T09:00'),
      repeat: 'FREQ=DAILY;COUNT=5',
      reminders: [10],
    });
    await call('POST', `/v1/tasks/${task.id}/snooze`, { until: at('2030-01-09T09:00') });
    const before = (await call('GET', `/v1/tasks/${task.id}`)).body;
    const record = { type: 'contact', id: contact };
    const body = {
      title: 'Elsewhere',
      due: at('2030-01-09T10:00'),
      reminders: [],
      record,
      assigneeId: bob.userId,
      body: 'New',
    };
    const changed = (await patch(task.id, before.version, body)).body;
    expect(changed).toMatchObject({ title: 'Elsewhere', snoozedUntil: null, undoToken: expect.any(String) });
    expect((await patch(task.id, changed.version, { title: 'Elsewhere' })).body.undoToken).toBeNull();
    expect((await call('POST', '/v1/undo', { undoToken: changed.undoToken })).status).toBe(200);
    const { version: _, updatedAt: __, ...after } = (await call('GET', `/v1/tasks/${task.id}`)).body;
    const { version: ___, updatedAt: ____, ...was } = before;
    expect(after).toEqual(was);
    expect(await eventTypes(task.id)).toEqual(['task.created', 'task.snoozed', 'task.updated', 'task.updated']);
  });

  it('keep what somebody else changed since', async () => {
    const task = await add('Send quote');
    const { version, undoToken } = (await patch(task.id, task.version, { title: 'Send it' })).body;
    await patch(task.id, version, { body: 'Theirs' });
    expect((await call('POST', '/v1/undo', { undoToken })).body.code).toBe('undo_conflict');
    expect((await call('GET', `/v1/tasks/${task.id}`)).body).toMatchObject({ title: 'Send it', body: 'Theirs' });
  });

  it('are taken back by the token of the answer: done, put off, deleted', async () => {
    const { id } = await add('Call', { due: at('2030-01-07T09:00'), repeat: 'FREQ=WEEKLY' });
    const undo = (undoToken: string) => call('POST', '/v1/undo', { undoToken });
    const read = async () => (await call('GET', `/v1/tasks/${id}`)).body;
    await call('POST', `/v1/tasks/${id}/snooze`, { until: at('2030-01-08T09:00') });
    const snoozed = (await call('POST', `/v1/tasks/${id}/snooze`, { until: at('2030-01-09T09:00') })).body;
    expect((await undo(snoozed.undoToken)).body.records).toEqual([{ type: 'task', id }]);
    expect(Date.parse((await read()).snoozedUntil ?? '')).toBe(Date.parse('2030-01-08T08:00:00Z'));
    const done = (await call('POST', `/v1/tasks/${id}/done`)).body;
    expect((await undo(done.undoToken)).status).toBe(200);
    expect(await titles()).toEqual(['Call']);
    expect((await read()).doneAt).toBeNull();
    const gone = (await call('DELETE', `/v1/tasks/${id}`)).body;
    expect((await undo(gone.undoToken)).status).toBe(200);
    expect(await titles()).toEqual(['Call']);
    const again = (await call('POST', `/v1/tasks/${id}/done`)).body;
    await patch(id, (await read()).version, { title: 'Changed since' });
    expect((await undo(again.undoToken)).body.code).toBe('undo_conflict');
  });

  describe('are not taken', () => {
    const due = at('2030-01-01T09:00');
    it.each([
      ['with an unknown zone', { due: { local: '2030-01-01T09:00', zone: 'Mars/Olympus' } }, 'due.zone'],
      ['at a time that is none', { due: at('2030-02-30T09:00') }, 'due.local'],
      ['every second', { due, repeat: 'FREQ=SECONDLY' }, 'repeat'],
      ['with a rule that never comes', { due, repeat: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'repeat'],
      ['repeating without a due time', { repeat: 'FREQ=DAILY' }, 'repeat'],
      ['with reminders of nothing', { reminders: [10] }, 'reminders'],
      ['without a title', { title: ' ' }, 'title'],
      ['with a title of 10 kB', { title: 'x'.repeat(10_000) }, 'title'],
    ])('%s', async (_, more, path) => {
      const reply = await call('POST', '/v1/tasks', { title: 'Task', ...more });
      expect([reply.status, reply.body.errors[0]?.path]).toEqual([422, path]);
      expect(await titles()).toEqual([]);
    });

    it('on a record that is deleted, of somebody else or none, nor for a stranger', async () => {
      const contact = await sampleContact(api, ann.token);
      await call('DELETE', `/v1/contacts/${contact}`);
      const on = (type: string, id: string) => call('POST', '/v1/tasks', { title: 'Task', record: { type, id } });
      expect(await on('contact', contact)).toMatchObject({ status: 409, body: { code: 'record_deleted' } });
      const stranger = await createPerson(api.deps);
      const theirs = await sampleContact(api, stranger.token);
      expect(await on('contact', theirs)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await on('deal', contact)).status).toBe(404);
      expect((await on('invoice', contact)).status).toBe(422);
      const reply = await call('POST', '/v1/tasks', { title: 'Task', assigneeId: stranger.userId });
      expect(reply).toMatchObject({ status: 404, body: { errors: [{ path: 'assigneeId' }] } });
    });
  });

  it('are told live', async () => {
    const { id } = await add('Call');
    await call('POST', `/v1/tasks/${id}/done`);
    const told = await api.deps.admin`
      select event, payload from realtime.messages where topic = ${`org:${ann.organizationId}:tasks`} order by inserted_at, id`;
    expect(told).toMatchObject([
      { event: 'insert', payload: { type: 'tasks', id, version: 1 } },
      { event: 'update', payload: { type: 'tasks', id, version: 2 } },
    ]);
  });
});
