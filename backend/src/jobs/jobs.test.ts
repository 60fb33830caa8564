import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { runner } from './runner.ts';
import { startTestJob, startTestWorker, untilEnded, untilJob } from './testing/test-worker.ts';
import type { Worker } from './worker.ts';

describe('jobs', () => {
  let api: TestApi;
  let worker: Worker;
  let owner: TestPerson;
  let member: TestPerson;
  let colleague: TestPerson;
  let abortedWith: unknown;
  const start = (person: TestPerson, kind: string) => startTestJob(api.deps, person, kind, { secret: 'of the input' });

  beforeAll(async () => {
    api = await createTestApi();
    owner = await createPerson(api.deps);
    const place = { organizationId: owner.organizationId, role: 'member' } as const;
    member = await createPerson(api.deps, place);
    colleague = await createPerson(api.deps, place);
    const description = { input: z.looseObject({}), permission: 'contacts.read' } as const;
    worker = await startTestWorker(api.deps, {
      'test.quick': runner(description, async (ctx) => {
        ctx.progress(2, 2);
        return { rows: 2 };
      }),
      'test.endless': runner(
        description,
        ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              abortedWith = signal.reason;
              reject(signal.reason);
            });
          }),
      ),
    });
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  it('tell their starter how far they are and what came of them, never what they were told', async () => {
    const id = await start(member, 'test.quick');
    await untilEnded(api.deps, id);
    const { status, body } = await api.call('GET', `/v1/jobs/${id}`, { token: member.token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'test.quick',
      state: 'done',
      done: 2,
      total: 2,
      result: { rows: 2 },
      error: null,
    });
    expect(JSON.stringify(body)).not.toContain('of the input');
  });

  it('are seen by their starter and by those who manage the organization', async () => {
    const id = await start(member, 'test.quick');
    await untilEnded(api.deps, id);
    const see = async ({ token }: TestPerson) => {
      const one = await api.call('GET', `/v1/jobs/${id}`, { token });
      const list = await api.call('GET', '/v1/jobs', { token });
      return [one.status, list.body.items.some((job) => job.id === id)];
    };
    expect(await see(member)).toEqual([200, true]);
    expect(await see(owner)).toEqual([200, true]);
    expect(await see(colleague)).toEqual([404, false]);
    expect((await api.call('POST', `/v1/jobs/${id}/cancel`, { token: colleague.token })).status).toBe(404);
  });

  it('are listed the newest first, page by page, by kind and by state', async () => {
    const person = await createPerson(api.deps);
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await start(person, 'test.quick'));
    await Promise.all(ids.map((id) => untilEnded(api.deps, id)));
    const list = async (query: string) => (await api.call('GET', `/v1/jobs?${query}`, { token: person.token })).body;
    const first = await list('limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([[ids[0]], null]);
    expect((await list('kind=test.endless')).items).toEqual([]);
    expect((await list('state=done')).items).toHaveLength(3);
    expect((await list('state=failed')).items).toHaveLength(0);
  });

  it('end when their starter says so while they run', async () => {
    const id = await start(member, 'test.endless');
    await untilJob(api.deps, id, ({ state }) => state === 'running');
    const { status, body } = await api.call('POST', `/v1/jobs/${id}/cancel`, { token: member.token });
    expect(status).toBe(200);
    expect(body.cancelRequestedAt).not.toBeNull();
    expect(await untilEnded(api.deps, id)).toMatchObject({ state: 'cancelled', code: null });
    expect(String(abortedWith)).toContain('cancelled');
  });

  it('end at once when they wait, and stay ended when asked again', async () => {
    const person = await createPerson(api.deps);
    // Later than any test lasts.
    const id = await start(person, 'test.quick').then(async (job) => {
      await untilEnded(api.deps, job);
      await api.deps
        .admin`update app.jobs set state = 'queued', finished_at = null, delivery = gen_random_uuid() where id = ${job}`;
      return job;
    });
    for (let n = 0; n < 2; n += 1) {
      const { status, body } = await api.call('POST', `/v1/jobs/${id}/cancel`, { token: person.token });
      expect([status, body.state]).toEqual([200, 'cancelled']);
    }
  });

  it('cannot be cancelled when they have ended', async () => {
    const id = await start(member, 'test.quick');
    await untilEnded(api.deps, id);
    const { status, body } = await api.call('POST', `/v1/jobs/${id}/cancel`, { token: member.token });
    expect([status, body.code]).toEqual([409, 'job_finished']);
  });

  it('are not started when the request that asked for them fails', async () => {
    const before = await api.deps.admin`select id from app.jobs`;
    await expect(
      start(await createPerson(api.deps, { organizationId: owner.organizationId, role: 'viewer' }), 'test.quick'),
    ).rejects.toThrow();
    expect(await api.deps.admin`select id from app.jobs`).toEqual(before);
  });
});
