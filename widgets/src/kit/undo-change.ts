// Owns taking a change back by the token that it answered.
import { KithError } from '@kith/sdk';
import type { KithSession } from './session.ts';

/** @throws KithError with the server's code: the token is used, too old, or somebody changed the same thing since. */
export async function undoChange(session: KithSession, undoToken: string): Promise<void> {
  const token = await session.getToken({ renew: false });
  const headers = {
    'content-type': 'application/json',
    'kith-organization': session.organizationId,
    authorization: `Bearer ${token}`,
  };
  const response = await fetch(`${session.apiUrl}/v1/undo`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ undoToken }),
  }).catch((cause: unknown) => {
    throw new KithError('unreachable', 'The server did not answer.', { cause });
  });
  if (response.ok) return;
  const problem: unknown = await response.json().catch(() => null);
  const code: unknown = typeof problem === 'object' && problem ? Reflect.get(problem, 'code') : undefined;
  throw new KithError(typeof code === 'string' ? code : 'bad_answer', 'It was not undone.', {
    status: response.status,
  });
}
