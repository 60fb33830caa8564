// Owns changing many records in a job of the server's: it goes on when the page is closed, and is taken back as a whole.
import { type BulkRecordJobEdit, type KithClient, KithError, unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { followJob } from '../kit/follow-job.ts';
import type { KithSession } from '../kit/session.ts';
import type { Outcome, Progress, Wish } from './bulk-edit.ts';
import type { Resource } from './draft.ts';

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
    const { result, error, done } = await followJob(session, jobId, { ...progress, told });
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

function startJob(client: KithClient, resource: Resource, body: BulkRecordJobEdit) {
  const params = { header: { 'idempotency-key': crypto.randomUUID() } };
  if (resource === 'contacts') return unwrap(client.POST('/v1/contacts/bulk-job', { params, body }));
  if (resource === 'companies') return unwrap(client.POST('/v1/companies/bulk-job', { params, body }));
  return unwrap(client.POST('/v1/deals/bulk-job', { params, body }));
}
