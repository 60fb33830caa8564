// Owns taking a change back part by part, the last one first, each in a transaction that marks it: run again, it goes on.

import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import type { JobCtx } from '../jobs/job-ctx.ts';
import { undoConflict } from './define-undo.ts';
import { type PartsUndo, parted } from './parted.ts';

export interface Part {
  kind: string;
  payload: unknown;
}

export interface PartsWork {
  /** Looks, before anything is taken back, whether a part can be. @throws AppError `undo_conflict`. */
  check(ctx: WriteCtx, part: Part): Promise<void>;
  /** Takes a part back. @returns how many rows it is about. */
  undo(ctx: WriteCtx, part: Part): Promise<number>;
  /** What is left once all parts are back; in the transaction that ends the offer. */
  finish(ctx: WriteCtx, payload: unknown): Promise<void>;
}

interface Step {
  id: string;
  used: boolean;
}

const Whole = z.object({ ...parted, changed: z.number().int() });

/** The work of a job. All parts are looked at first, so that mostly all or nothing goes back; what somebody changes meanwhile stops it there. */
export const undoInParts =
  (work: PartsWork) =>
  async (ctx: JobCtx, { offerId }: PartsUndo): Promise<{ changed: number }> => {
    const { changed, steps } = await ctx.write((write) => stepsOf(write, offerId));
    const left = steps.filter(({ used }) => !used);
    let done = Math.round((changed * (steps.length - left.length)) / Math.max(1, steps.length));
    ctx.progress(done, changed);
    if (left.length === steps.length) {
      for (const { id } of left) {
        ctx.signal.throwIfAborted();
        await ctx.write(async (write) => work.check(write, await holdPart(write, id)));
      }
    }
    for (const { id } of left) {
      ctx.signal.throwIfAborted();
      done += await ctx.write((write) => undoPart(write, work, id));
      ctx.progress(Math.min(done, changed), changed);
    }
    await ctx.write(async (write) => {
      await work.finish(write, (await holdPart(write, offerId)).payload);
      await markUsed(write, offerId);
    });
    return { changed };
  };

async function stepsOf({ tx, organizationId }: WriteCtx, offerId: string) {
  const [row] = await tx<{ payload: unknown }[]>`
    select payload from app.undo_offers where organization_id = ${organizationId} and id = ${offerId}`;
  if (!row) throw new AppError('undo_expired', 'It is too late to undo this.');
  const { parts, changed } = Whole.parse(row.payload);
  const steps = await tx<Step[]>`
    select o.id, o.used_at is not null as used from app.undo_offers o
    where o.organization_id = ${organizationId} and o.id = any(${parts}::uuid[]) order by o.id desc`;
  if (steps.length < parts.length) throw undoConflict('Some of these records were erased since.');
  return { changed, steps };
}

async function undoPart(ctx: WriteCtx, work: PartsWork, id: string): Promise<number> {
  const count = await work.undo(ctx, await holdPart(ctx, id));
  await markUsed(ctx, id);
  return count;
}

async function holdPart({ tx, organizationId }: WriteCtx, id: string): Promise<Part> {
  const [part] = await tx<Part[]>`
    select kind, payload from app.undo_offers where organization_id = ${organizationId} and id = ${id} for update`;
  if (!part) throw undoConflict('Some of these records were erased since.');
  return part;
}

const markUsed = ({ tx, deps, organizationId }: WriteCtx, id: string) =>
  tx`update app.undo_offers set used_at = ${deps.now()} where organization_id = ${organizationId} and id = ${id}`;
