// Owns changing many records: a thousand at a time, with how far it is, a way to stop, and a way back.
import { type BulkRecordEdit, type KithClient, unwrap } from '@kith/sdk';
import type { Given } from '../board/board-reader.ts';
import type { Resource } from './draft.ts';

export type Change = Omit<BulkRecordEdit, 'ids'>;

/** Most records that the server changes at once. */
const atOnce = 1000;

export interface Outcome {
  changed: number;
  /** Each takes back a part; the last one first. */
  undoTokens: string[];
  /** Why the rest was left as it was; undefined when nothing was. */
  error?: unknown;
}

interface Progress {
  signal: AbortSignal;
  told(done: number): void;
}

/** The ids of every record of the view. @returns `capped` when there are more than can be changed together. */
export const idsOf = (client: KithClient, resource: Resource, given: Given) =>
  unwrap(client.POST('/v1/views/ids', { body: { resource, ...given } }));

/** Changes the named records; what was done before an error, or before somebody stopped it, stays done. */
export async function editMany(
  client: KithClient,
  { resource, ids, change }: { resource: Resource; ids: readonly string[]; change: Change },
  { signal, told }: Progress,
): Promise<Outcome> {
  const outcome: Outcome = { changed: 0, undoTokens: [] };
  for (let from = 0; from < ids.length && !signal.aborted; from += atOnce) {
    const body = { ...change, ids: ids.slice(from, from + atOnce) };
    try {
      const { changed, undoToken } = await editSome(client, resource, body);
      outcome.changed += changed;
      if (undoToken) outcome.undoTokens.unshift(undoToken);
    } catch (error) {
      return { ...outcome, error };
    }
    told(from + body.ids.length);
  }
  return outcome;
}

function editSome(client: KithClient, resource: Resource, body: BulkRecordEdit) {
  const params = { header: { 'idempotency-key': crypto.randomUUID() } };
  if (resource === 'contacts') return unwrap(client.POST('/v1/contacts/bulk', { params, body }));
  if (resource === 'companies') return unwrap(client.POST('/v1/companies/bulk', { params, body }));
  return unwrap(client.POST('/v1/deals/bulk', { params, body }));
}
