// Owns finding who can introduce whom.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { readRecord } from '../relations/record.ts';
import type { PathQuery } from './schema.ts';

export const noSuchRecord = () => new AppError('not_found', 'There is no such person or company here.');

/** Finds the best paths, as JSON text. @throws AppError `not_found` for an end that is not here, `invalid_input` for one end. */
export async function findPaths({ tx, deps, actor }: ReadCtx, { from, to, hops, limit }: PathQuery): Promise<string> {
  const start = startOf(from, actor.userId);
  const goal = readRecord(to);
  if (start.id === goal.id) {
    const errors = [{ path: 'to', message: 'Choose somebody else than the start.' }];
    throw new AppError('invalid_input', 'A path needs two ends.', { errors });
  }
  const [row] = await tx<{ json: string | null }[]>`
    select app.find_paths((select app.acting_organization()), ${start.type}, ${start.id}, ${goal.type}, ${goal.id},
      ${hops}::int, ${limit}::int, ${deps.now()})::text as json`;
  if (!row?.json) throw noSuchRecord();
  return row.json;
}

function startOf(from: string, userId: string | null): { type: string; id: string | null } {
  if (from === 'team') return { type: 'team', id: null };
  if (from !== 'me') return readRecord(from);
  if (userId !== null) return { type: 'user', id: userId };
  const errors = [{ path: 'from', message: 'A key is nobody: say `team`, or a record.' }];
  throw new AppError('invalid_input', 'There is nobody to start from.', { errors });
}
