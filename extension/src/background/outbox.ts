// Owns sending queued jobs: at once when a person acts, later by alarm, in order, never two sends of one job at a time.
import { type KithClient, KithError } from '@kith/sdk';
import { browser } from 'wxt/browser';
import { takeTurns } from '../take-turns.ts';
import { isWorthRetrying, signedInApi } from './api.ts';
import { clearForm, clearSentNotes } from './drafts.ts';
import { type Job, sendCapture, sendLog, sendNotes } from './jobs.ts';
import { notify } from './notify.ts';
import { queue, underway } from './queue.ts';

/** Name of the alarm that tries again; 30 s is the shortest period that browsers keep. */
export const alarmName = 'queue';
const inTurn = takeTurns();

/**
 * Stores a job, then sends it with `send`.
 * @returns what `send` returned, or null when the job waits for the server.
 * @throws KithError when the server refused it; it is then no longer stored, the person still has the form before them.
 */
export async function submit<T>(job: Job, send: (api: KithClient) => Promise<T>): Promise<T | null> {
  underway.add(job.id);
  await queue.add(job);
  return inTurn(async () => {
    try {
      const { api } = await signedInApi(job.organizationId);
      const answer = await send(api);
      await queue.remove(job.id);
      return answer;
    } catch (error) {
      if (error instanceof KithError && isWorthRetrying(error)) {
        await tryLater();
        return null;
      }
      await queue.remove(job.id);
      throw error;
    } finally {
      underway.delete(job.id);
    }
  });
}

/** Sends what waits, oldest first, until the server stops answering. Tells pages when the queue changed. */
export async function flush(): Promise<void> {
  const changed = await inTurn(sendWaiting);
  if (changed) await notify('queue');
}

async function sendWaiting(): Promise<boolean> {
  let changed = false;
  for (const job of await queue.jobs()) {
    if (job.state === 'failed') continue;
    const outcome = await attempt(job);
    if (outcome === 'later') break;
    if (outcome === 'settled') changed = true;
  }
  await tryLater();
  return changed;
}

async function attempt(job: Job): Promise<'settled' | 'skipped' | 'later'> {
  try {
    const { account, api } = await signedInApi(job.organizationId);
    // Another person's work waits until that person is back.
    if (account.userId !== job.userId || account.apiUrl !== job.apiUrl) return 'skipped';
    await sendJob(api, job);
    await queue.remove(job.id);
    return 'settled';
  } catch (error) {
    if (!(error instanceof KithError)) throw error;
    if (isWorthRetrying(error)) return 'later';
    await queue.fail(job.id, error.message);
    return 'settled';
  }
}

const draftOf = ({ organizationId, subjectKey }: Job) => ({ subjectKey, organizationId: organizationId ?? null });

async function sendJob(api: KithClient, job: Job): Promise<void> {
  if (job.kind === 'capture') {
    await sendCapture(api, job);
    await clearForm(draftOf(job));
  }
  if (job.kind === 'log') await sendLog(api, job);
  if (job.kind !== 'notes') return;
  const { outcome } = await sendNotes(api, job);
  if (outcome === 'conflict')
    throw new KithError('version_conflict', 'Someone changed these notes meanwhile.', { status: 412 });
  await clearSentNotes(draftOf(job), job.notes);
}

/** Keeps the alarm running exactly while something waits. */
async function tryLater(): Promise<void> {
  const waiting = (await queue.jobs()).some((job) => job.state === 'waiting');
  if (waiting) await browser.alarms.create(alarmName, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
  else await browser.alarms.clear(alarmName);
}
