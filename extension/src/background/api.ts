// Owns the API client of the signed-in account.
import { createKithClient, type KithClient, KithError } from '@kith/sdk';
import { type Account, accessToken, currentAccount } from './session.ts';
import { workplace } from './workplace.ts';

/** Codes and statuses after which the same request may succeed later. */
export const isWorthRetrying = (error: KithError) =>
  error.code === 'unreachable' ||
  error.code === 'signed_out' ||
  error.status === 401 ||
  error.status === 429 ||
  error.status >= 500;

/** Milliseconds after which a silent server counts as unreachable. */
const patience = 10_000;
const patientFetch: typeof fetch = (request) => fetch(request, { signal: AbortSignal.timeout(patience) });

/** The account that is signed in. @throws KithError `signed_out` when nobody is. */
async function signedInAccount(): Promise<Account> {
  const account = await currentAccount();
  if (account?.signedIn !== true) throw new KithError('signed_out', 'Nobody is signed in.');
  return account;
}

/**
 * The account and its client.
 * @param organizationId where to act; by default where the person works now.
 * @throws KithError `signed_out` when nobody is signed in.
 */
export async function signedInApi(
  organizationId: string | null = null,
): Promise<{ account: Account; api: KithClient }> {
  const account = await signedInAccount();
  return { account, api: clientOf(account, organizationId ?? (await workplace()).currentId) };
}

/** A client that names no organization: for what is not of any. @throws as `signedInApi`. */
export const apiOfNoOrganization = async (): Promise<KithClient> => clientOf(await signedInAccount(), null);

const clientOf = ({ apiUrl }: Account, organizationId: string | null): KithClient =>
  createKithClient({
    apiUrl,
    getToken: accessToken,
    ...(organizationId === null ? {} : { organizationId }),
    source: 'extension',
    fetch: patientFetch,
  });
