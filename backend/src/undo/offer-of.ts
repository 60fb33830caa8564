// Owns finding the offer that a token of this transaction stands for.
import type { WriteCtx } from '../http/context.ts';
import { hashOfUndoToken } from './token.ts';

/** @returns the offer's id. */
export async function offerOf({ tx, organizationId }: WriteCtx, undoToken: string): Promise<string> {
  const [offer] = await tx<{ id: string }[]>`
    select id from app.undo_offers
    where organization_id = ${organizationId} and token_hash = ${hashOfUndoToken(undoToken)}`;
  if (!offer) throw new Error('The offer to undo is not there');
  return offer.id;
}
