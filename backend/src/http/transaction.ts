// Owns opening a caller's transaction in one organization, with the permission that the endpoint needs. The check travels
// with the first query: no extra round trip.
import postgres from 'postgres';
import { actIn } from '../db/act-in.ts';
import { readAtOnce, seesSomeOnly } from '../db/read-at-once.ts';
import { readAs, type Tx, writeAs } from '../db/tenant.ts';
import { together } from '../db/together.ts';
import type { Caller, Permission, ReadCtx } from './context.ts';

/**
 * Runs a read: each query a statement of its own for whoever reaches everything, else all in one transaction.
 * @throws AppError-mapped database errors when the caller lacks the permission.
 */
export async function readIn<T>(caller: Caller, permission: Permission, run: (ctx: ReadCtx) => Promise<T>): Promise<T> {
  const { deps, actor, requestId, wantedOrganization: organization } = caller;
  const { reader } = deps;
  const who = `${actor.kind} ${actor.id} ${organization}`;
  const now = deps.now().getTime();
  if (reader && now >= (narrowed.get(who) ?? 0)) {
    try {
      return await readAtOnce(reader, actor.claims, { organization, permission }, (tx) =>
        run({ deps, actor, requestId, tx }),
      );
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) || error.code !== seesSomeOnly) throw error;
      remember(who, now);
    }
  }
  return readTogether(caller, permission, run);
}

/**
 * Runs a read in one transaction that sees every organization of the caller.
 * @throws AppError-mapped database errors when the caller lacks the permission in the one it acts in.
 */
export function readTogether<T>(caller: Caller, permission: Permission, run: (ctx: ReadCtx) => Promise<T>): Promise<T> {
  const { deps, actor, requestId, wantedOrganization: organization } = caller;
  return readAs(deps.sql, actor.claims, (tx) => run({ deps, actor, requestId, tx }), { organization, permission });
}

/** Until when those who saw some records only are not asked for all again. */
const narrowed = new Map<string, number>();
const remembered = { most: 10_000, ms: 60_000 };

function remember(who: string, now: number): void {
  if (narrowed.size >= remembered.most) narrowed.clear();
  narrowed.set(who, now + remembered.ms);
}

const attempts = 3;
/** Deadlock and serialization failure: the transaction left nothing and may simply run again. */
const passing = new Set(['40P01', '40001']);

/**
 * Runs a write: all or nothing, again when it lost a passing race.
 * @param first what to send together with the permission check.
 */
export async function writeIn<F, T>(
  caller: Caller,
  permission: Permission,
  first: (tx: Tx) => Promise<F>,
  run: (tx: Tx, organizationId: string, first: F) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeAs(
        caller.deps.sql,
        caller.actor.claims,
        async (tx) => {
          const [organizationId, early] = await together([actIn(tx, caller.wantedOrganization, permission), first(tx)]);
          return run(tx, organizationId, early);
        },
        caller,
      );
    } catch (error) {
      if (attempt === attempts || !(error instanceof postgres.PostgresError) || !passing.has(error.code)) throw error;
    }
  }
}
