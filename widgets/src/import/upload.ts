// Owns sending a file to be imported.
import { type Import, KithError } from '@kith/sdk';
import type { KithSession } from '../kit/session.ts';
import type { Reading } from './reading.ts';

export interface Upload {
  file: File;
  signal?: AbortSignal | undefined;
  reading?: Reading | undefined;
  /** Id of the import that was the same file, read in another way. */
  replaces?: string | undefined;
}

/** Uploads; the token is renewed once when the server refuses it. @throws KithError; AbortError when it was cancelled. */
export async function uploadFile(session: KithSession, upload: Upload): Promise<Import> {
  const first = await send(session, upload, false);
  const response = first.status === 401 ? await send(session, upload, true) : first;
  const answer: unknown = await response.json().catch(() => undefined);
  if (isImport(response, answer)) return answer;
  const code = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'code') : undefined;
  throw new KithError(typeof code === 'string' ? code : 'bad_answer', 'The file was not taken.', {
    status: response.status,
  });
}

const isImport = (response: Response, answer: unknown): answer is Import =>
  response.status === 201 && answer !== undefined;

async function send(session: KithSession, upload: Upload, renew: boolean): Promise<Response> {
  const { file, signal, reading = {}, replaces } = upload;
  const token = await session.getToken({ renew });
  const query = new URLSearchParams({ fileName: file.name.slice(-300) || 'upload' });
  for (const [name, value] of Object.entries({ ...reading, replaces })) if (value) query.set(name, value);
  const address = `${session.apiUrl}/v1/imports?${query}`;
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
