// Owns taking a change back by its token: once, by whoever made it, while the offer holds.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import type { RecordRef } from './define-undo.ts';
import { type UndoKindName, undoKinds } from './registry.ts';
import { hashOfUndoToken } from './token.ts';

export interface Undone {
  kind: string;
  records: RecordRef[];
  /** The job that takes it back. */
  jobId: string | null;
}

/**
 * Takes a change back. An undo that is refused leaves its offer as it was.
 * @throws AppError `undo_unknown`, `undo_used`, `undo_expired`, `undo_conflict`, or `forbidden` when the caller may no longer
 *   change such things.
 */
export async function undo(ctx: WriteCtx, token: string): Promise<Undone> {
  const { tx, organizationId } = ctx;
  const offer = await heldOffer(ctx, token);
  const definition = isKind(offer.kind) ? undoKinds[offer.kind] : undefined;
  if (!definition) throw unknownOffer();
  const { permission } = definition;
  const [may] = await tx`
    select where ${organizationId} = any(app.orgs_with(${permission}) || app.narrowed_orgs(${permission}))`;
  if (!may) throw new AppError('forbidden', 'You may no longer change this in this organization.');
  const jobId = (await definition.later?.(ctx, offer.id, offer.payload)) ?? null;
  // The job ends the offer.
  if (jobId !== null) return { kind: offer.kind, records: [], jobId };
  const records = await definition.run(ctx, offer.payload);
  await tx`
    update app.undo_offers set used_at = ${ctx.deps.now()}
    where organization_id = ${organizationId} and id = ${offer.id}`;
  return { kind: offer.kind, records, jobId };
}

interface Offer {
  id: string;
  kind: string;
  payload: unknown;
  used: boolean;
  expiresAt: Date;
}

async function heldOffer({ tx, deps, organizationId }: WriteCtx, token: string): Promise<Offer> {
  const [offer] = await tx<Offer[]>`
    select id, kind, payload, used_at is not null as used, expires_at as "expiresAt" from app.undo_offers
    where organization_id = ${organizationId} and actor_id = app.caller_id() and token_hash = ${hashOfUndoToken(token)}
    for update`;
  if (!offer) throw unknownOffer();
  if (offer.used) throw new AppError('undo_used', 'This was undone already.');
  if (offer.expiresAt <= deps.now()) throw new AppError('undo_expired', 'It is too late to undo this.');
  return offer;
}

const unknownOffer = () => new AppError('undo_unknown', 'There is nothing to undo by this token.');
const isKind = (kind: string): kind is UndoKindName => Object.hasOwn(undoKinds, kind);
