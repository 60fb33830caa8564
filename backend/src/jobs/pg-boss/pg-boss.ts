// Owns the driver of the Jobs port on pg-boss: queues in the same Postgres, woken by NOTIFY.
import { type Clock, type Db, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Handle, Jobs, QueueSettings } from '../jobs.ts';

const schema = 'pgboss';
const aDay = 86_400;
/** What an ended message is kept, to know its id again. */
const keptSeconds = 2 * aDay;
/** A worker that has not said for so long that it lives is gone, and its message is delivered again. */
const heartbeatSeconds = 60;
/** New messages wake a worker at once; delayed ones are looked for so often. */
const notifyPollingIntervalSeconds = 5;

export interface PgBossOptions {
  database: Db;
  log: Logger;
  queues: QueueSettings[];
  /** The present, for tests. */
  clock?: Clock;
}

/** Starts pg-boss; makes its schema and the queues at first. */
export async function createPgBossJobs({ database, log, queues, clock }: PgBossOptions): Promise<Jobs> {
  const boss = new PgBoss({ db: database, schema, useListenNotify: true, ...(clock ? { clock } : {}) });
  boss.on('error', (err) => log.error({ err }, 'the queue failed'));
  boss.on('warning', ({ message, data }) => log.warn({ data }, message));
  await boss.start();
  await declareQueues(boss, queues);
  return driver(boss);
}

async function declareQueues(boss: PgBoss, queues: QueueSettings[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const { name, retries, retryDelay } of queues) {
    const settings = {
      retryLimit: retries,
      retryDelay,
      retryBackoff: true,
      deleteAfterSeconds: keptSeconds,
      expireInSeconds: aDay - 1,
      heartbeatSeconds,
      notify: true,
    };
    await (known.has(name) ? boss.updateQueue(name, settings) : boss.createQueue(name, settings));
  }
}

function driver(boss: PgBoss): Jobs {
  const stopping = new AbortController();
  const worked = new Set<string>();
  let stopped: Promise<void> | undefined;
  return {
    enqueue: async (queue, { id, data, startAfter }) => {
      await boss.send(queue, data, { id, ...(startAfter ? { startAfter } : {}) });
    },
    work: async (queue, handle, concurrency = 1) => {
      worked.add(queue);
      for (let n = 0; n < concurrency; n += 1)
        await takeOneByOne(boss, queue, (job) => deliver(handle, job, stopping.signal));
    },
    schedule: (queue, cron, zone = 'UTC') => boss.schedule(queue, cron, {}, { tz: zone }),
    stop: (graceMs = 5_000) => {
      stopped ??= stop(boss, { worked, stopping, graceMs });
      return stopped;
    },
  };
}

/** Takes a message, and right after it the next: pg-boss itself would pause until it is told of a new one. */
async function takeOneByOne(boss: PgBoss, queue: string, take: (job: Delivered) => Promise<void>): Promise<void> {
  let worker = '';
  worker = await boss.work<object>(queue, { notifyPollingIntervalSeconds }, async ([job]) => {
    try {
      if (job) await take(job);
    } finally {
      boss.notifyWorker(worker);
    }
  });
}

interface Delivered {
  id: string;
  data: unknown;
  retryCount: number;
  signal: AbortSignal;
}

const deliver = (handle: Handle, { id, data, retryCount, signal }: Delivered, stopping: AbortSignal) =>
  handle({ id, data, attempt: retryCount + 1, signal: AbortSignal.any([signal, stopping]) });

interface Stopping {
  worked: Set<string>;
  stopping: AbortController;
  graceMs: number;
}

async function stop(boss: PgBoss, { worked, stopping, graceMs }: Stopping): Promise<void> {
  stopping.abort();
  // Each waits for the handlers under way, their last word to the database included.
  const ended = Promise.all([...worked].map((queue) => boss.offWork(queue, { wait: true })));
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([ended, grace]);
  clearTimeout(timer);
  await boss.stop({ graceful: false, close: false });
}
