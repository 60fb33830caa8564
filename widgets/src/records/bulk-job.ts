// Owns changing many records in a job of the server's: it goes on when the page is closed, and is taken back as a whole.
import { type BulkRecordJobEdit, type Job, type KithClient, KithError, unwrap } from '@kith/sdk';
import type { Outcome, Progress, Wish } from './bulk-edit.ts';
import type { Resource } from './draft.ts';

/** Asked again so often, in milliseconds. */
const askMs = 400;

/** Changes the named records; what was done before an error, or before somebody stopped it, stays done. */
export async function editInJob(
  client: KithClient,
  { resource, ids, change }: Wish,
  progress: Progress,
): Promise<Outcome> {
  try {
    const { jobId, undoToken } = await startJob(client, resource, { ...change, ids: [...ids] });
    const { result, error, done } = await follow(client, jobId, progress);
    const changed = Number(result?.['changed'] ?? done);
    return {
      changed,
      undoTokens: changed > 0 && undoToken !== null ? [undoToken] : [],
      ...(error && { error: new KithError(error.code, error.message) }),
    };
  } catch (error) {
    return { changed: 0, undoTokens: [], error };
  }
}

/** Tells how far it is until it has ended. */
async function follow(client: KithClient, id: string, { signal, told }: Progress): Promise<Job> {
  const params = { path: { id } };
  for (let asked = false; ; ) {
    const job = await unwrap(client.GET('/v1/jobs/{id}', { params }));
    told(job.done);
    if (job.state !== 'queued' && job.state !== 'running') return job;
    if (signal.aborted && !asked) {
      asked = true;
      await unwrap(client.POST('/v1/jobs/{id}/cancel', { params }));
    }
    await new Promise((resolve) => setTimeout(resolve, askMs));
  }
}

function startJob(client: KithClient, resource: Resource, body: BulkRecordJobEdit) {
  const params = { header: { 'idempotency-key': crypto.randomUUID() } };
  if (resource === 'contacts') return unwrap(client.POST('/v1/contacts/bulk-job', { params, body }));
  if (resource === 'companies') return unwrap(client.POST('/v1/companies/bulk-job', { params, body }));
  return unwrap(client.POST('/v1/deals/bulk-job', { params, body }));
}
