// Owns changing many records: a few at once, more in a job, with how far it is, a way to stop, and a way back.
import { type BulkRecordEdit, type KithClient, unwrap } from '@kith/sdk';
import type { Given } from '../board/board-reader.ts';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import type { Resource } from './draft.ts';

export type Change = Omit<BulkRecordEdit, 'ids'>;

/** More than these are changed in a job. */
const atOnce = 500;

export interface Outcome {
  changed: number;
  /** Each takes back a part; the last one first. */
  undoTokens: string[];
  /** Why the rest was left as it was; undefined when nothing was. */
  error?: unknown;
}

export interface Wish {
  resource: Resource;
  ids: readonly string[];
  change: Change;
}

export interface Progress {
  signal: AbortSignal;
  told(done: number): void;
}

/** The ids of every record of the view. @returns `capped` when there are more than can be changed together. */
export const idsOf = (client: KithClient, resource: Resource, given: Given) =>
  unwrap(client.POST('/v1/views/ids', { body: { resource, ...given } }));

/** Changes the named records. */
export async function editMany(session: KithSession, wish: Wish, progress: Progress): Promise<Outcome> {
  const { resource, ids, change } = wish;
  try {
    if (ids.length > atOnce) return await (await import('./bulk-job.ts')).editInJob(session, wish, progress);
    const { changed, undoToken } = await editSome(clientOf(session), resource, { ...change, ids: [...ids] });
    return { changed, undoTokens: undoToken ? [undoToken] : [] };
  } catch (error) {
    return { changed: 0, undoTokens: [], error };
  }
}

function editSome(client: KithClient, resource: Resource, body: BulkRecordEdit) {
  const params = { header: { 'idempotency-key': crypto.randomUUID() } };
  if (resource === 'contacts') return unwrap(client.POST('/v1/contacts/bulk', { params, body }));
  if (resource === 'companies') return unwrap(client.POST('/v1/companies/bulk', { params, body }));
  return unwrap(client.POST('/v1/deals/bulk', { params, body }));
}
