import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { databaseProblem } from '../http/database-errors.ts';
import { readIn, readTogether, writeIn } from '../http/transaction.ts';
import { workInNameOf } from '../jobs/work-in-name-of.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import { readAs, type Tx, writeAs } from './tenant.ts';

const limitOf = async (tx: Tx): Promise<string> =>
  (await tx<{ limit: string }[]>`select current_setting('statement_timeout') as limit`)[0]?.limit ?? '';

describe('statements', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
    ann = await createPerson(deps);
  });
  afterAll(() => deps.close());

  const caller = () => ({
    deps,
    actor: { kind: 'user' as const, id: ann.userId, userId: ann.userId, claims: ann.claims },
    requestId: 'time',
    wantedOrganization: null,
    source: 'api' as const,
  });

  it('of a request run for thirty seconds at most, however it reads or writes', async () => {
    const told = await Promise.all([
      readAs(deps.sql, ann.claims, limitOf),
      writeAs(deps.sql, ann.claims, limitOf),
      readIn(caller(), 'contacts.read', ({ tx }) => limitOf(tx)),
      readTogether(caller(), 'contacts.read', ({ tx }) => limitOf(tx)),
      writeIn(
        caller(),
        'contacts.write',
        async () => undefined,
        (tx) => limitOf(tx),
      ),
    ]);
    expect(told).toEqual(Array.from(told, () => '30s'));
    expect(deps.reader).not.toBeNull();
  });

  it('of a job run for ten minutes, and leave the connection as it was', async () => {
    const runner = randomUUID();
    const [row] = await deps.admin<{ id: string }[]>`
      insert into app.jobs (organization_id, kind, state, input, started_by, runner)
      values (${ann.organizationId}, 'test.time', 'running', '{}', ${ann.userId}, ${runner}) returning id`;
    const id = row?.id ?? '';
    const told: string[] = [];
    await workInNameOf(deps, {
      job: {
        id,
        organizationId: ann.organizationId,
        kind: 'test.time',
        input: {},
        done: 0,
        total: null,
        startedBy: ann.userId,
        source: 'api',
        requestId: null,
        attempts: 1,
      },
      held: { admin: deps.admin, id, runner },
      report: { progress: () => undefined, latest: () => ({ done: 0, total: null }), end: async () => undefined },
      runners: {
        'test.time': {
          description: { permission: 'contacts.write', input: z.object({}) },
          run: async (ctx) => {
            told.push(await ctx.read(({ tx }) => limitOf(tx)), await ctx.write(({ tx }) => limitOf(tx)));
            return {};
          },
        },
      },
      signal: new AbortController().signal,
    });
    expect(told).toEqual(['10min', '10min']);
    expect(await limitOf(deps.sql)).toBe('0');
  });

  it('that take longer are stopped, and the answer says so', async () => {
    const slow = writeAs(deps.sql, ann.claims, async (tx) => {
      await tx`select set_config('statement_timeout', '20', true)`;
      await tx`select pg_sleep(60)`;
    });
    const problem = databaseProblem(await slow.catch((error: unknown) => error));
    expect(problem?.code).toBe('too_slow');
  });
});
