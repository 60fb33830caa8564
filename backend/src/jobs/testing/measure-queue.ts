// Owns measuring the embedded queue: from adding to starting, and how many it gets through. Run by bench/jobs.ts; prints JSON.

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../deps.ts';
import { readEnv } from '../../env.ts';
import { personIn } from '../../http/context.ts';
import { writeIn } from '../../http/transaction.ts';
import { IdParam } from '../../http/wire.ts';
import { buildDeps, type Cleanup, undo } from '../../start/build-deps.ts';
import type { Jobs } from '../jobs.ts';
import { pgBossDatabase } from '../pg-boss/database.ts';
import { createPgBossJobs } from '../pg-boss/pg-boss.ts';
import { queues } from '../queues.ts';
import { runner } from '../runner.ts';
import { insertJob } from '../start-job.ts';
import { startWorker } from '../worker.ts';

const benchQueue = { name: 'bench', retries: 0, retryDelay: 1 };
const singles = 200;
const many = 1_000;

interface Measured {
  name: string;
  /** Milliseconds from adding to starting, one after another. */
  samples: number[];
  startedPerSecond: number;
}

/** One after another, each added when the one before has started; and a heap of them at once. */
async function measureQueue(): Promise<Measured[]> {
  const home = await mkdtemp(join(tmpdir(), 'kith-bench-'));
  const cleanup: Cleanup = [() => rm(home, { recursive: true, force: true })];
  try {
    const deps = await buildDeps(readEnv({ KITH_HOME: home, LOG_LEVEL: 'error' }), 0, cleanup);
    const jobs = await createPgBossJobs({
      database: pgBossDatabase(deps.admin),
      log: deps.log,
      queues: [...queues, benchQueue],
    });
    cleanup.push(() => jobs.stop());
    return [
      await measure('message through the port', await addMessages(jobs)),
      await measure('job: row, dispatcher, queue, claim', await addJobs(deps, jobs, cleanup)),
    ];
  } finally {
    await undo(cleanup);
  }
}

/** How to add one thing, and to hear when it started. */
interface Adding {
  add(id: string): Promise<unknown>;
  started: Starts;
}

class Starts {
  readonly #waiting = new Map<string, (at: number) => void>();
  tell(id: string): void {
    this.#waiting.get(id)?.(performance.now());
  }
  of(id: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
}

async function measure(name: string, { add, started }: Adding): Promise<Measured> {
  const one = async () => {
    const id = randomUUID();
    const start = started.of(id);
    await add(id);
    const added = performance.now();
    return Math.max(0, (await start) - added);
  };
  for (let n = 0; n < 20; n += 1) await one();
  const samples: number[] = [];
  for (let n = 0; n < singles; n += 1) samples.push(await one());
  const began = performance.now();
  await Promise.all(Array.from({ length: many }, one));
  return { name, samples, startedPerSecond: Math.round((many / (performance.now() - began)) * 1000) };
}

async function addMessages(jobs: Jobs): Promise<Adding> {
  const started = new Starts();
  await jobs.work(benchQueue.name, async ({ id }) => started.tell(id), 4);
  return { started, add: (id) => jobs.enqueue(benchQueue.name, { id, data: {} }) };
}

async function addJobs(deps: Deps, jobs: Jobs, cleanup: Cleanup): Promise<Adding> {
  const started = new Starts();
  const worker = await startWorker(deps, jobs, {
    'bench.run': runner({ input: IdParam, permission: 'contacts.read' }, async (_, { id }) => {
      started.tell(id);
      return null;
    }),
  });
  cleanup.push(() => worker.stop());
  const [user] = await deps.admin<
    { id: string }[]
  >`insert into auth.users (email) values ('bench@people.example') returning id`;
  if (!user) throw new Error('The user was not inserted');
  const claims = { iss: 'bench', sub: user.id, aud: 'authenticated', role: 'authenticated', iat: 0, exp: 0 };
  const caller = {
    deps,
    actor: personIn(claims),
    requestId: 'bench',
    wantedOrganization: null,
    source: 'api' as const,
  };
  const add = (id: string) =>
    writeIn(
      caller,
      'jobs.write',
      async () => undefined,
      (tx, organizationId) => insertJob({ ...caller, tx, organizationId }, 'bench.run', { id }),
    );
  return { started, add };
}

process.stdout.write(JSON.stringify(await measureQueue()));
