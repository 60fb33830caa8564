// Owns saving a file of the API: a link cannot carry the token.
import type { KithSession } from './session.ts';

/** Fetches a file and hands it to the browser to save. @throws Error when the server refuses it or does not answer. */
export async function downloadFile(session: KithSession, path: string): Promise<void> {
  const response = await ask(session, path, false);
  const answered = response.status === 401 ? await ask(session, path, true) : response;
  if (!answered.ok) throw new Error(`${path} was answered with ${answered.status}`);
  const address = URL.createObjectURL(await answered.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(answered) ?? path.slice(path.lastIndexOf('/') + 1);
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function ask(session: KithSession, path: string, renew: boolean): Promise<Response> {
  const token = await session.getToken({ renew });
  const headers = { authorization: `Bearer ${token}`, 'kith-organization': session.organizationId };
  return fetch(`${session.apiUrl}${path}`, { headers });
}

const nameIn = (response: Response) =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
