// Owns handing rows of app.jobs to the queue, each exactly once: when NOTIFY tells of one, at the start, and now and then for
// what a fallen process left.
import type { Deps } from '../deps.ts';
import type { Jobs } from './jobs.ts';
import { jobQueue } from './queues.ts';

/** A row that was marked but whose message may never have been added is handed over again after so long. */
const doubtMs = 60_000;

interface Dispatched {
  id: string;
  delivery: string;
  runAfter: Date;
}

/** Hands over what waits. The message's id is kept in the row first, so that a repetition adds nothing. */
export async function dispatchJobs({ admin }: Pick<Deps, 'admin'>, jobs: Jobs): Promise<void> {
  const rows = await admin<Dispatched[]>`
    with waiting as (
      select id from app.jobs where state = 'queued' and delivery is null order by id limit 200 for update skip locked)
    update app.jobs j set delivery = gen_random_uuid() from waiting w where j.id = w.id
    returning j.id, j.delivery, j.run_after as "runAfter"`;
  await handOver(jobs, rows);
  if (rows.length === 200) await dispatchJobs({ admin }, jobs);
}

/** Takes back what a fallen worker held, and hands over again what may have been lost on the way. */
export async function recoverJobs({ admin, now }: Pick<Deps, 'admin' | 'now'>, jobs: Jobs): Promise<void> {
  await admin`
    update app.jobs set state = 'queued', delivery = null, runner = null, lease_until = null
    where state = 'running' and lease_until < ${now()}`;
  const doubtful = await admin<Dispatched[]>`
    select id, delivery, run_after as "runAfter" from app.jobs
    where state = 'queued' and delivery is not null and updated_at < ${new Date(now().getTime() - doubtMs)}
    order by id limit 1000`;
  await handOver(jobs, doubtful);
  await dispatchJobs({ admin }, jobs);
}

async function handOver(jobs: Jobs, rows: Dispatched[]): Promise<void> {
  await Promise.all(
    rows.map(({ id, delivery, runAfter }) =>
      jobs.enqueue(jobQueue, { id: delivery, data: { jobId: id, delivery }, startAfter: runAfter }),
    ),
  );
}
