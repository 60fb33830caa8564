// Owns replays: a write that carries an Idempotency-Key is answered once, and then again with the same answer.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import type { Tx } from './tenant.ts';

export interface IdempotentRequest {
  key: string;
  /** Tells whether a replay asks for the same thing. */
  hash: string;
}

const Earlier = z.object({
  hash: z.string(),
  status: z.literal([200, 201, 204]),
  json: z.string().nullable(),
  version: z.number().int().nullable(),
});

/**
 * Claims the key for this transaction, first of all: a second request with the same key waits here for the first to end.
 * @returns the first answer when there is one. @throws AppError `idempotency_key_reused`.
 */
export async function claimKey(tx: Tx, request: IdempotentRequest | null): Promise<Answer | null> {
  if (request === null) return null;
  const [claimed] = await tx`
    insert into app.idempotency_keys (organization_id, actor_id, key, request_hash)
    values (app.acting_organization(), app.caller_id(), ${request.key}, ${request.hash})
    on conflict do nothing returning key`;
  if (claimed) return null;
  const [row] = await tx`
    select request_hash as hash, status, body as json, version from app.idempotency_keys
    where organization_id = app.acting_organization() and actor_id = app.caller_id() and key = ${request.key}`;
  const { hash, status, json, version } = Earlier.parse(row);
  if (hash !== request.hash) {
    throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another request. Use a new one.');
  }
  return { status, json, ...(version === null ? {} : { version }) };
}

/** Keeps the answer for replays, in the transaction of the write. */
export async function keepAnswer(tx: Tx, request: IdempotentRequest | null, answer: Answer): Promise<void> {
  if (request === null) return;
  await tx`
    update app.idempotency_keys
    set status = ${answer.status}, body = ${answer.kept ?? answer.json}, version = ${answer.version ?? null}
    where organization_id = app.acting_organization() and actor_id = app.caller_id() and key = ${request.key}`;
}
