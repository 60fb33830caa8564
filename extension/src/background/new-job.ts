// Owns starting a job: a fresh id, the person it is about, the account that acts, and in which organization.
import { KithError } from '@kith/sdk';
import { currentAccount } from './session.ts';
import { workplace } from './workplace.ts';

/**
 * The fields that every job has.
 * @param organizationId where the page that asks works; null: it does not know yet.
 * @throws KithError `signed_out` before the first sign-in.
 */
export async function newJob(subject: { key: string; name: string }, organizationId: string | null) {
  const account = await currentAccount();
  if (account === null) throw new KithError('signed_out', 'Nobody is signed in.');
  return {
    id: crypto.randomUUID(),
    subjectKey: subject.key,
    subjectName: subject.name,
    userId: account.userId,
    apiUrl: account.apiUrl,
    ...inOrganization(organizationId ?? (await workplace()).currentId),
    state: 'waiting' as const,
  };
}

const inOrganization = (organizationId: string | null) => (organizationId === null ? {} : { organizationId });
