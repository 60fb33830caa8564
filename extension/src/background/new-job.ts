// Owns starting a job: a fresh id, the person it is about, the account that acts.
import { KithError } from '@kith/sdk';
import { currentAccount } from './session.ts';

/** The fields that every job has. @throws KithError `signed_out` before the first sign-in. */
export async function newJob(subject: { key: string; name: string }) {
  const account = await currentAccount();
  if (account === null) throw new KithError('signed_out', 'Nobody is signed in.');
  return {
    id: crypto.randomUUID(),
    subjectKey: subject.key,
    subjectName: subject.name,
    userId: account.userId,
    apiUrl: account.apiUrl,
    state: 'waiting' as const,
  };
}
