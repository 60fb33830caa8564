// Names what a job is given besides its input.
import type { Deps } from '../deps.ts';
import type { Actor, ReadCtx, WriteCtx } from '../http/context.ts';

export interface JobCtx {
  deps: Deps;
  jobId: string;
  organizationId: string;
  /** Who started it: its transactions are theirs, under their present rights. */
  actor: Actor;
  /** Of the request that started it. */
  requestId: string;
  /**
   * Aborted when somebody cancels the job, or when the worker stops; then the job is run again later, from its beginning.
   * Pass it on, or call `signal.throwIfAborted()` between steps.
   */
  signal: AbortSignal;
  /** 1 for the first attempt. */
  attempt: number;
  /** Reads in the starter's name. */
  read<T>(run: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  /** Writes in the starter's name: all or nothing. Refused when the job was cancelled or given to another worker. */
  write<T>(run: (ctx: WriteCtx) => Promise<T>): Promise<T>;
  /** Says how far it is. Cheap: only now and then does it reach the database. */
  progress(done: number, total?: number): void;
}
