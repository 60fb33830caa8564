// Owns offering to take a change back, and putting the offer's token into an answer.
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import type { UndoKindName, UndoPayload } from './registry.ts';
import { hashOfUndoToken, newUndoToken } from './token.ts';

const minute = 60_000;
/** How long an offer holds unless its kind says otherwise, in milliseconds. */
const tenMinutes = 10 * minute;

/**
 * Offers to undo what this transaction does; with it the offer goes, too.
 * @param lasts how long the offer holds, in milliseconds.
 * @returns the token for the answer's `undoToken`.
 */
export async function offerUndo<K extends UndoKindName>(
  { tx, deps, organizationId }: WriteCtx,
  kind: K,
  payload: UndoPayload<K>,
  lasts = tenMinutes,
): Promise<string> {
  const token = newUndoToken();
  const now = deps.now();
  await tx`
    insert into app.undo_offers (organization_id, actor_id, token_hash, kind, payload, created_at, expires_at)
    values (${organizationId}, app.caller_id(), ${hashOfUndoToken(token)}, ${kind}, ${JSON.stringify(payload)}::text::jsonb,
      ${now}, ${new Date(now.getTime() + lasts)})`;
  return token;
}

/** Adds the token to the JSON object of an answer; null where there is nothing to undo. */
export const withUndo = ({ json, version }: StoredJson, undoToken: string | null): StoredJson => ({
  json: `${json.slice(0, -1)},"undoToken":${JSON.stringify(undoToken)}}`,
  version,
});
