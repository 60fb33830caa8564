import { TestClock } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, endPool } from '../../db/pool.ts';
import { createTestDeps, type TestDeps } from '../../testing/test-deps.ts';
import { contractQueues, jobsContract } from '../testing/jobs-contract.ts';
import { pgBossDatabase } from './database.ts';
import { createPgBossJobs } from './pg-boss.ts';

jobsContract('pg-boss', async () => {
  const deps = await createTestDeps();
  const clock = new TestClock();
  // The clock of the test reaches every session of the database.
  const { database: name } = deps.admin.options;
  await deps.admin`alter database ${deps.admin(name)} set pgboss.test_clock = 'on'`;
  const { port, password } = inject('cluster');
  const fresh = connect(`postgres://postgres:${password}@127.0.0.1:${port}/${name}`, 6);
  const jobs = await createPgBossJobs({
    database: { ...pgBossDatabase(fresh), setSessionStatements: async () => undefined },
    log: deps.log,
    queues: contractQueues,
    clock,
  });
  return {
    jobs,
    pass: (ms) => clock.tick(ms),
    close: async () => {
      await jobs.stop(1_000);
      await endPool(fresh);
      await deps.close();
    },
  };
});

describe('what pg-boss keeps', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
    const jobs = await createPgBossJobs({
      database: pgBossDatabase(deps.admin),
      log: deps.log,
      queues: contractQueues,
    });
    await jobs.stop();
  });
  afterAll(() => deps.close());

  it('is invisible to people', async () => {
    const rows = await deps.admin`
      select role from unnest(array['anon', 'authenticated', 'authenticator']) as role
      where has_schema_privilege(role, 'pgboss', 'usage') or has_schema_privilege(role, 'pgboss', 'create')`;
    expect(rows).toEqual([]);
  });

  it('is found again by the next start', async () => {
    const jobs = await createPgBossJobs({
      database: pgBossDatabase(deps.admin),
      log: deps.log,
      queues: contractQueues,
    });
    await jobs.stop();
    const queues =
      await deps.admin`select name from pgboss.queue where name = any(${contractQueues.map((q) => q.name)})`;
    expect(queues).toHaveLength(contractQueues.length);
  });
});
