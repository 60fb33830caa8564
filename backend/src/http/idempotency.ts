// Owns telling whether two writes with one Idempotency-Key ask for the same thing.
import { createHash } from 'node:crypto';
import type { IdempotentRequest } from '../db/idempotency-keys.ts';

export function idempotentRequest(key: string | undefined, request: Request, body: string): IdempotentRequest | null {
  if (key === undefined) return null;
  const asked = [request.method, new URL(request.url).pathname, request.headers.get('if-match') ?? '', body];
  return { key, hash: createHash('sha256').update(JSON.stringify(asked)).digest('base64url') };
}
