// Owns the form of a kind of undo: who may, what it needs to know, and what it does.
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Permission, WriteCtx } from '../http/context.ts';

/** A record that an undo changed. */
export interface RecordRef {
  type: string;
  id: string;
}

interface Definition<P> {
  permission: Permission;
  /** What is kept until somebody undoes; read again with this schema. */
  payload: z.ZodType<P>;
  /** Takes the change back and names what it touched. @throws AppError `undo_conflict` when somebody changed the same since. */
  undo(ctx: WriteCtx, payload: P): Promise<RecordRef[]>;
  /** Starts a job that takes it back, where a request would wait too long. @returns its id; null: it is done at once. */
  later?(ctx: WriteCtx, offerId: string, stored: unknown): Promise<string | null>;
}

export interface UndoKind<P> extends Pick<Definition<P>, 'permission' | 'payload' | 'later'> {
  run(ctx: WriteCtx, stored: unknown): Promise<RecordRef[]>;
}

/** Defines one kind of undo, for undo/registry.ts. */
export const defineUndo = <P>({ permission, payload, undo, later }: Definition<P>): UndoKind<P> => ({
  permission,
  payload,
  ...(later && { later }),
  run: (ctx, stored) => undo(ctx, payload.parse(stored)),
});

/** @param what was changed since, as a sentence. */
export const undoConflict = (what: string) => new AppError('undo_conflict', `${what} Nothing was undone.`);
