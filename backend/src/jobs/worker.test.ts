import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import { RetryLater } from './failure.ts';
import type { JobCtx } from './job-ctx.ts';
import { type JobResult, type JobRunner, runner } from './runner.ts';
import { startTestJob, startTestWorker, untilEnded, untilJob } from './testing/test-worker.ts';
import type { Worker } from './worker.ts';

const Named = z.strictObject({ name: z.string() });
const kind = (work: (ctx: JobCtx, input: { name: string }) => Promise<JobResult>): JobRunner =>
  runner({ input: Named, permission: 'companies.write', source: 'import' }, work);

/** Waits for the end of a job that would go on for ever. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('a worker', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  let worker: Worker | undefined;
  /** What each test puts under its kinds. */
  const kinds: Record<string, JobRunner> = {};
  const work = async () => {
    worker = await startTestWorker(deps, kinds);
  };
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  beforeEach(async () => {
    ann = await createPerson(deps);
  });
  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
  });
  afterAll(() => deps.close());

  it('runs a job in its starter’s name and notes where its changes came from', async () => {
    kinds['test.add'] = kind(async (ctx, { name }) => {
      const id = await ctx.write(async ({ tx, organizationId }) => {
        const [row] = await tx`
          insert into app.companies (organization_id, name, created_by) values (${organizationId}, ${name}, auth.uid())
          returning id`;
        return String(row?.['id']);
      });
      return { id };
    });
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.add', { name: 'Acme' }));
    expect(job).toMatchObject({ state: 'done', attempts: 1, code: null });
    const rows = await deps.admin`
      select c.created_by, a.source, a.request_id from app.companies c join app.audit_log a on a.record_id = c.id
      where c.organization_id = ${ann.organizationId}`;
    expect(rows).toEqual([{ created_by: ann.userId, source: 'import', request_id: 'test-request' }]);
  });

  it('reaches nothing outside the starter’s organization', async () => {
    const bob = await createPerson(deps);
    await deps.admin`insert into app.companies (organization_id, name) values (${bob.organizationId}, 'Of Bob')`;
    kinds['test.read'] = kind((ctx) =>
      ctx.read(async ({ tx }) => ({ names: await tx`select name from app.companies` })),
    );
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.read', { name: '' }));
    expect(job).toMatchObject({ state: 'done', result: { names: [] } });
  });

  it('picks up what was started while no worker was there', async () => {
    kinds['test.greet'] = kind(async (_, { name }) => ({ greeting: `Hello ${name}` }));
    const ids = [];
    for (const name of ['Ada', 'Bea', 'Cem']) ids.push(await startTestJob(deps, ann, 'test.greet', { name }));
    await work();
    const ended = await Promise.all(ids.map((id) => untilEnded(deps, id)));
    expect(ended.map(({ result }) => result)).toEqual(
      ['Ada', 'Bea', 'Cem'].map((name) => ({ greeting: `Hello ${name}` })),
    );
  });

  it('shares jobs with other workers: each runs once', async () => {
    const runs: string[] = [];
    kinds['test.once'] = kind(async (_, { name }) => {
      runs.push(name);
      return null;
    });
    await work();
    const second = await startTestWorker(deps, kinds);
    const names = Array.from({ length: 40 }, (_, n) => `n${n}`);
    const ids = await Promise.all(names.map((name) => startTestJob(deps, ann, 'test.once', { name })));
    await Promise.all(ids.map((id) => untilEnded(deps, id)));
    await second.stop();
    expect(runs.toSorted()).toEqual(names.toSorted());
  });

  it('writes progress', async () => {
    let goOn: () => void = () => undefined;
    kinds['test.count'] = kind(async (ctx) => {
      ctx.progress(1, 3);
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      ctx.progress(2);
      ctx.progress(3);
      return null;
    });
    await work();
    const id = await startTestJob(deps, ann, 'test.count', { name: '' });
    expect(await untilJob(deps, id, ({ done }) => done > 0)).toMatchObject({ state: 'running', done: 1, total: 3 });
    goOn();
    expect(await untilEnded(deps, id)).toMatchObject({ state: 'done', done: 3, total: 3 });
  });

  it('refuses input that its kind does not take', async () => {
    kinds['test.greet'] = kind(async () => null);
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.greet', { name: 7 }));
    expect(job).toMatchObject({ state: 'failed', code: 'invalid_input', attempts: 1 });
  });

  it('says so when it does not know the kind', async () => {
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.unheard', { name: '' }));
    expect(job).toMatchObject({ state: 'failed', code: 'unknown_job' });
  });

  it('fails cleanly when the starter left the organization meanwhile', async () => {
    let ran = false;
    kinds['test.late'] = kind(async () => {
      ran = true;
      return null;
    });
    const id = await startTestJob(deps, ann, 'test.late', { name: '' });
    await deps.admin`delete from app.memberships where user_id = ${ann.userId}`;
    await work();
    expect(await untilEnded(deps, id)).toMatchObject({ state: 'failed', code: 'forbidden' });
    expect(ran).toBe(false);
  });

  it('stops writing for a starter who loses the permission on the way', async () => {
    const add = (ctx: JobCtx, name: string) =>
      ctx.write(
        ({ tx, organizationId }) => tx`
        insert into app.companies (organization_id, name) values (${organizationId}, ${name})`,
      );
    kinds['test.demoted'] = kind(async (ctx) => {
      await add(ctx, 'Before');
      await deps.admin`update app.memberships set role = 'viewer' where user_id = ${ann.userId}`;
      await add(ctx, 'After');
      return null;
    });
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.demoted', { name: '' }));
    expect(job).toMatchObject({ state: 'failed', code: 'forbidden' });
    const names = await deps.admin`select name from app.companies where organization_id = ${ann.organizationId}`;
    expect(names).toEqual([{ name: 'Before' }]);
  });

  it('tries again what fails in passing', async () => {
    kinds['test.flaky'] = kind(async ({ attempt }) => {
      if (attempt < 3) throw new RetryLater(0);
      return { attempt };
    });
    await work();
    const job = await untilEnded(deps, await startTestJob(deps, ann, 'test.flaky', { name: '' }));
    expect(job).toMatchObject({ state: 'done', attempts: 3, result: { attempt: 3 } });
  });

  it('tells a failure by its code and words, a defect without its details', async () => {
    kinds['test.known'] = kind(async () => {
      throw new AppError('point_taken', 'Somebody else has this address.');
    });
    kinds['test.defect'] = kind(async () => {
      throw new TypeError('secret of the code');
    });
    await work();
    const known = await untilEnded(deps, await startTestJob(deps, ann, 'test.known', { name: '' }));
    expect(known).toMatchObject({ state: 'failed', code: 'point_taken', words: 'Somebody else has this address.' });
    const defect = await untilEnded(deps, await startTestJob(deps, ann, 'test.defect', { name: '' }));
    expect(defect).toMatchObject({ state: 'failed', code: 'internal', attempts: 1 });
    expect(defect.words).not.toContain('secret');
  });

  it('puts back what it is told to drop, and the next worker runs it from the beginning', async () => {
    kinds['test.long'] = kind(({ signal, attempt }) => (attempt === 1 ? untilAborted(signal) : Promise.resolve(null)));
    await work();
    const id = await startTestJob(deps, ann, 'test.long', { name: '' });
    await untilJob(deps, id, ({ state }) => state === 'running');
    await worker?.stop();
    expect(await untilJob(deps, id, () => true)).toMatchObject({ state: 'queued', attempts: 0 });
    kinds['test.long'] = kind(async () => ({ again: true }));
    await work();
    expect(await untilEnded(deps, id)).toMatchObject({ state: 'done', attempts: 1, result: { again: true } });
  });

  it('takes over what a fallen worker held', async () => {
    kinds['test.heir'] = kind(async () => ({ inherited: true }));
    const id = await startTestJob(deps, ann, 'test.heir', { name: '' });
    await deps.admin`
      update app.jobs set state = 'running', delivery = gen_random_uuid(), runner = gen_random_uuid(), attempts = 1,
        lease_until = now() - interval '1 second' where id = ${id}`;
    await work();
    expect(await untilEnded(deps, id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('leaves alone what a living worker holds', async () => {
    kinds['test.held'] = kind(async () => null);
    const id = await startTestJob(deps, ann, 'test.held', { name: '' });
    await deps.admin`
      update app.jobs set state = 'running', delivery = gen_random_uuid(), runner = gen_random_uuid(), attempts = 1,
        lease_until = now() + interval '20 seconds' where id = ${id}`;
    await work();
    await untilEnded(deps, await startTestJob(deps, ann, 'test.held', { name: '' }));
    expect(await untilJob(deps, id, () => true)).toMatchObject({ state: 'running', attempts: 1 });
  });
});
