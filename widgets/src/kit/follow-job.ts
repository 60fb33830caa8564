// Owns following a job of the server's until it ends.
import { type Job, unwrap } from '@kith/sdk';
import { clientOf } from './client.ts';
import { codeOf } from './code-of.ts';
import { LiveWatch } from './live.ts';
import type { KithSession } from './session.ts';

/** Asked again at least so often, in milliseconds: what the server says of the job may not arrive. */
const askMs = 2000;

export interface Following {
  signal?: AbortSignal;
  /** Aborted, nobody asks any more: the job goes on, and the promise is rejected. */
  leave?: AbortSignal;
  told?(done: number, total: number | null): void;
}

/**
 * Tells how far a job is until it has ended, also across times in which the server does not answer. Aborted, it cancels the job and waits for
 * its end.
 */
export async function followJob(
  session: KithSession,
  id: string,
  { signal, leave, told }: Following = {},
): Promise<Job> {
  const client = clientOf(session);
  const params = { path: { id } };
  let news = Promise.withResolvers<void>();
  const wake = () => news.resolve();
  const watch = new LiveWatch(session, ['jobs'], {
    onChange: (change) => (change === null || change.id === id) && wake(),
    onState: wake,
  });
  const timer = setInterval(wake, askMs);
  signal?.addEventListener('abort', wake);
  leave?.addEventListener('abort', wake);
  watch.start();
  try {
    for (let asked = false; ; await news.promise) {
      leave?.throwIfAborted();
      news = Promise.withResolvers();
      try {
        const job = await unwrap(client.GET('/v1/jobs/{id}', { params }));
        told?.(job.done, job.total);
        if (job.state !== 'queued' && job.state !== 'running') return job;
        if (signal?.aborted && !asked) {
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
    signal?.removeEventListener('abort', wake);
    leave?.removeEventListener('abort', wake);
    watch.stop();
  }
}
