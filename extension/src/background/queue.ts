// Owns the stored queue: written before anything is sent, so that a dying worker loses nothing.
import * as z from 'zod/mini';
import type { QueueEntry } from '../messages/shapes.ts';
import { takeTurns } from '../take-turns.ts';
import { Job } from './jobs.ts';
import { storedItem } from './stored-item.ts';

const stored = storedItem<Job[]>('queue', z.array(Job), []);
const inTurn = takeTurns();

const change = (edit: (jobs: Job[]) => Job[]) => inTurn(async () => stored.write(edit(await stored.read())));

export const queue = {
  jobs: () => inTurn(() => stored.read()),
  add: (job: Job) => change((jobs) => [...jobs, job]),
  remove: (id: string) => change((jobs) => jobs.filter((job) => job.id !== id)),
  /** Keeps a job that the server refused, with the server's reason, until a person decides. */
  fail: (id: string, reason: string) =>
    change((jobs) => jobs.map((job) => (job.id === id ? { ...job, state: 'failed', reason } : job))),
  /** Lets refused jobs try once more. */
  reopen: () => change((jobs) => jobs.map((job) => ({ ...job, state: 'waiting' }))),
};

const toEntry = ({ id, kind, subjectKey, subjectName, organizationId, state, reason }: Job): QueueEntry => ({
  id,
  kind,
  subjectKey,
  subjectName,
  ...(organizationId === undefined ? {} : { organizationId }),
  state,
  ...(reason === undefined ? {} : { reason }),
});

/** Jobs on their first way to the server: stored, but not yet something that waits. */
export const underway = new Set<string>();

/** What pages show of the queue. */
export const queueEntries = async () => (await queue.jobs()).filter(({ id }) => !underway.has(id)).map(toEntry);
