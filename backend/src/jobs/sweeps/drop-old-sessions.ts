// Owns dropping what the embedded sign-in keeps and needs no more. A Supabase project does that itself.
import type { Sql } from 'postgres';
import { dropBatch } from './drop-expired.ts';
import { inBatches, type SweepCtx } from './sweep.ts';

const aDay = 86_400_000;
/** A session that nobody renewed for so long is over. */
const idleMs = 90 * aDay;
/** Replaced refresh tokens are known so long: one that comes back is then told from one that never was, and ends its session. */
const reuseMs = 30 * aDay;
/** How long a person may take to finish signing in or setting up a second factor. */
const unfinishedMs = aDay;

/** Drops sessions that are over, replaced refresh tokens, and what was left unfinished. */
export async function dropOldSessions({ deps, signal }: SweepCtx): Promise<number> {
  if (deps.env.SUPABASE_URL) return 0;
  const { admin } = deps;
  const ago = (ms: number) => new Date(deps.now().getTime() - ms);
  const steps = [
    (limit: number) => dropSessions(admin, { ended: ago(0), idle: ago(idleMs), limit }),
    (limit: number) => dropReplacedTokens(admin, { before: ago(reuseMs), limit }),
    (limit: number) => dropBatch(admin, { table: 'auth.one_time_tokens', column: 'expires_at', before: ago(0), limit }),
    (limit: number) =>
      dropBatch(admin, { table: 'auth.flow_state', column: 'created_at', before: ago(unfinishedMs), limit }),
    (limit: number) =>
      dropBatch(admin, { table: 'auth.mfa_challenges', column: 'created_at', before: ago(unfinishedMs), limit }),
  ];
  let all = 0;
  for (const step of steps) all += await inBatches(signal, step);
  return all;
}

/** Their tokens go with them. */
async function dropSessions(admin: Sql, { ended, idle, limit }: { ended: Date; idle: Date; limit: number }) {
  const { count } = await admin`
    delete from auth.sessions where id = any(array(
      select id from auth.sessions where not_after < ${ended} or coalesce(refreshed_at, created_at) < ${idle}
      limit ${limit} for update skip locked))`;
  return count;
}

/** A token goes with the one that it replaced, so the tie is cut first: the youngest of a session is its key. */
async function dropReplacedTokens(admin: Sql, { before, limit }: { before: Date; limit: number }) {
  return admin.begin(async (tx) => {
    const rows = await tx<{ id: string }[]>`
      select id from auth.refresh_tokens where revoked and revoked_at < ${before} order by id limit ${limit}
      for update skip locked`;
    const ids = rows.map(({ id }) => id);
    await tx`update auth.refresh_tokens set parent = null where parent = any(${ids})`;
    await tx`delete from auth.refresh_tokens where id = any(${ids})`;
    return ids.length;
  });
}
