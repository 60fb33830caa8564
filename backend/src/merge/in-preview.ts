// Owns previews: doing a thing for real inside the transaction, looking at what comes of it, and taking it back.
import type { WriteCtx } from '../http/context.ts';

/** Runs and rolls back what it did. Nobody else ever sees it: messages and events go with it. */
export async function inPreview<T>({ tx }: WriteCtx, run: () => Promise<T>): Promise<T> {
  await tx`savepoint preview`;
  const result = await run();
  await tx`rollback to savepoint preview`;
  return result;
}
