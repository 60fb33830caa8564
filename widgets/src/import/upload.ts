// Owns sending a file to be imported.
import { type Import, KithError } from '@kith/sdk';
import type { KithSession } from '../kit/session.ts';

/** Uploads; the token is renewed once when the server refuses it. @throws KithError; AbortError when it was cancelled. */
export async function uploadFile(session: KithSession, file: File, signal?: AbortSignal): Promise<Import> {
  const first = await send(session, { file, signal, renew: false });
  const response = first.status === 401 ? await send(session, { file, signal, renew: true }) : first;
  const answer: unknown = await response.json().catch(() => undefined);
  if (isImport(response, answer)) return answer;
  const code = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'code') : undefined;
  throw new KithError(typeof code === 'string' ? code : 'bad_answer', 'The file was not taken.', {
    status: response.status,
  });
}

const isImport = (response: Response, answer: unknown): answer is Import =>
  response.status === 201 && answer !== undefined;

interface Sending {
  file: File;
  signal: AbortSignal | undefined;
  renew: boolean;
}

async function send(session: KithSession, { file, signal, renew }: Sending): Promise<Response> {
  const token = await session.getToken({ renew });
  const address = `${session.apiUrl}/v1/imports?fileName=${encodeURIComponent(file.name.slice(-300) || 'upload')}`;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/octet-stream',
    'kith-organization': session.organizationId,
  };
  try {
    return await fetch(address, { method: 'POST', headers, body: file, ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new KithError('unreachable', 'The server did not answer.', { cause });
  }
}
