// Owns taking a change back by the token that it answered.
import { KithError, unwrap } from '@kith/sdk';
import { clientOf } from './client.ts';
import type { Following } from './follow-job.ts';
import type { KithSession } from './session.ts';

/**
 * Takes it back; very much goes back in a job, which is waited for.
 * @throws KithError with the server's code: the token is used, too old, or somebody changed the same thing since.
 */
export async function undoChange(session: KithSession, undoToken: string, told?: Following['told']): Promise<void> {
  const { jobId } = await unwrap(clientOf(session).POST('/v1/undo', { body: { undoToken } }));
  if (!jobId) return;
  const { followJob } = await import('./follow-job.ts');
  const { state, error } = await followJob(session, jobId, told ? { told } : {});
  if (error) throw new KithError(error.code, error.message);
  if (state !== 'done') throw new KithError(state, 'It was stopped.');
}
