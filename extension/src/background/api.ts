// Owns the API client of the signed-in account.
import { createKithClient, type KithClient, KithError } from '@kith/sdk';
import { type Account, accessToken, currentAccount } from './session.ts';

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

/** The account and its client. @throws KithError `signed_out` when nobody is signed in. */
export async function signedInApi(): Promise<{ account: Account; api: KithClient }> {
  const account = await currentAccount();
  if (account?.signedIn !== true) throw new KithError('signed_out', 'Nobody is signed in.');
  const api = createKithClient({
    apiUrl: account.apiUrl,
    getToken: accessToken,
    source: 'extension',
    fetch: patientFetch,
  });
  return { account, api };
}
