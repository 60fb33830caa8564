// Owns changing many records in a job of the server's: it goes on when the page is closed, and is taken back as a whole.
import { type BulkRecordJobEdit, type Job, type KithClient, KithError, unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { LiveWatch } from '../kit/live.ts';
import type { KithSession } from '../kit/session.ts';
import type { Outcome, Progress, Wish } from './bulk-edit.ts';
import type { Resource } from './draft.ts';

/** Asked again at least so often, in milliseconds: what the server says of the job may not arrive. */
const askMs = 2000;

/** Changes the named records; what was done before an error, or before somebody stopped it, stays done. */
export async function editInJob(
  session: KithSession,
  { resource, ids, change }: Wish,
  progress: Progress,
): Promise<Outcome> {
  const { jobId, undoToken } = await startJob(clientOf(session), resource, { ...change, ids: [...ids] });
  const undoTokens = undoToken === null ? [] : [undoToken];
  let seen = 0;
  const told = (done: number) => {
    seen = done;
    progress.told(done);
  };
  try {
    const { result, error, done } = await follow(session, jobId, { ...progress, told });
    const changed = Number(result?.['changed'] ?? done);
    return {
      changed,
      undoTokens: changed > 0 ? undoTokens : [],
      ...(error && { error: new KithError(error.code, error.message) }),
    };
  } catch (error) {
    return { changed: seen, undoTokens, error };
  }
}

/** Tells how far it is until it has ended, also across times in which the server does not answer. */
async function follow(session: KithSession, id: string, { signal, told }: Progress): Promise<Job> {
  const client = clientOf(session);
  const params = { path: { id } };
  let news = Promise.withResolvers<void>();
  const wake = () => news.resolve();
  const watch = new LiveWatch(session, ['jobs'], {
    onChange: (change) => (change === null || change.id === id) && wake(),
    onState: wake,
  });
  const timer = setInterval(wake, askMs);
  signal.addEventListener('abort', wake);
  watch.start();
  try {
    for (let asked = false; ; await news.promise) {
      news = Promise.withResolvers();
      try {
        const job = await unwrap(client.GET('/v1/jobs/{id}', { params }));
        told(job.done);
        if (job.state !== 'queued' && job.state !== 'running') return job;
        if (signal.aborted && !asked) {
          await unwrap(client.POST('/v1/jobs/{id}/cancel', { params }));
          asked = true;
        }
      } catch (error) {
        // The job goes on without us.
        if (codeOf(error) !== 'unreachable') throw error;
      }
    }
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', wake);
    watch.stop();
  }
}

function startJob(client: KithClient, resource: Resource, body: BulkRecordJobEdit) {
  const params = { header: { 'idempotency-key': crypto.randomUUID() } };
  if (resource === 'contacts') return unwrap(client.POST('/v1/contacts/bulk-job', { params, body }));
  if (resource === 'companies') return unwrap(client.POST('/v1/companies/bulk-job', { params, body }));
  return unwrap(client.POST('/v1/deals/bulk-job', { params, body }));
}
