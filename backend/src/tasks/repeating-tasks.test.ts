import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { at, taskCalls, zone } from './testing/task-calls.ts';

describe('tasks that repeat', () => {
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

  it('come again once, however often and by however many they are ticked off', async () => {
    const { id } = await add('Report', {
      due: at('2030-01-07T09:00'),
      repeat: 'FREQ=WEEKLY',
      reminders: [30],
      assigneeId: bob.userId,
    });
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => call('POST', `/v1/tasks/${id}/done`, undefined, n % 2 ? ann : bob)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ body }) => body.next?.id)).size).toBe(1);
    expect(replies[0]?.body.next).toMatchObject({
      title: 'Report',
      due: { local: '2030-01-14T09:00', zone },
      reminders: [30],
      assigneeId: bob.userId,
      repeat: 'FREQ=WEEKLY',
    });
    expect(await titles()).toEqual(['Report']);
    expect(await eventTypes(id)).toEqual(['task.created', 'task.completed']);
  });

  it('do not pile up what was missed', async () => {
    const { id } = await add('Report', { due: at('2020-01-06T09:00'), repeat: 'FREQ=DAILY' });
    const { next } = (await call('POST', `/v1/tasks/${id}/done`)).body;
    const wait = Date.parse(next?.dueAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(25 * 3_600_000);
    expect(next?.due?.local).toMatch(/T09:00$/);
  });

  it('take the next one back with the tick, and bring it again', async () => {
    const { id } = await add('Report', { due: at('2030-01-07T09:00'), repeat: 'FREQ=WEEKLY' });
    for (let n = 0; n < 2; n += 1) {
      expect((await call('POST', `/v1/tasks/${id}/done`)).body.next?.due?.local).toBe('2030-01-14T09:00');
      expect((await call('POST', `/v1/tasks/${id}/undone`)).body).toMatchObject({
        task: { doneAt: null },
        next: null,
      });
      expect(await titles()).toEqual(['Report']);
    }
    const next = (await call('POST', `/v1/tasks/${id}/done`)).body.next;
    await patch(next?.id ?? '', next?.version ?? 0, { title: 'Worked on' });
    expect((await call('POST', `/v1/tasks/${id}/undone`)).body.next?.title).toBe('Worked on');
    const again = await call('POST', `/v1/tasks/${id}/done`);
    expect(again.body.next?.title).toBe('Worked on');
    expect(await titles()).toEqual(['Worked on']);
  });

  it('go on with their count from another due time', async () => {
    const { id } = await add('Thrice', { due: at('2030-01-07T09:00'), repeat: 'FREQ=DAILY;COUNT=3' });
    const second = (await call('POST', `/v1/tasks/${id}/done`)).body.next;
    const moved = (await patch(second?.id ?? '', 1, { due: at('2030-01-09T10:00') })).body;
    expect(moved.repeat).toBe('FREQ=DAILY;COUNT=2');
    const third = (await call('POST', `/v1/tasks/${moved.id}/done`)).body.next;
    expect(third?.due?.local).toBe('2030-01-10T10:00');
    const late = await patch(third?.id ?? '', 1, { due: at('2030-01-11T10:00') });
    expect(late.body.repeat).toBe('FREQ=DAILY;COUNT=1');
    expect((await call('POST', `/v1/tasks/${third?.id}/done`)).body.next).toBeNull();
  });

  it('end with their count', async () => {
    const { id } = await add('Twice', { due: at('2030-01-07T09:00'), repeat: 'FREQ=DAILY;COUNT=2' });
    const { next } = (await call('POST', `/v1/tasks/${id}/done`)).body;
    expect(next?.due?.local).toBe('2030-01-08T09:00');
    expect((await call('POST', `/v1/tasks/${next?.id}/done`)).body.next).toBeNull();
  });
});
