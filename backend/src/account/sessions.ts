// Owns a person's own sessions: where they are signed in, and ending some of them.
import { AppError } from '../errors.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { deviceOf } from './device.ts';
import { placeOf } from './place.ts';
import type { AccountSession } from './schema.ts';

interface Row extends Omit<AccountSession, 'device' | 'place' | 'createdAt' | 'lastUsedAt'> {
  userAgent: string | null;
  paired: boolean;
  createdAt: Date;
  lastUsedAt: Date;
}

/** @throws AppError `forbidden` for keys; KT007 for a session that is over, KT008 without the second factor. */
export async function listSessions({ tx, deps }: Pick<ReadCtx, 'tx' | 'deps'>): Promise<{ items: AccountSession[] }> {
  const rows = await tx<Row[]>`
    select id, user_agent as "userAgent", host(ip) as address, created_at as "createdAt", last_used_at as "lastUsedAt",
      aal = 'aal2' as "secondFactor", current, paired
    from app.my_sessions() order by current desc, last_used_at desc, id`;
  const items = rows.map(async ({ userAgent, paired, createdAt, lastUsedAt, ...row }) => ({
    ...row,
    device: deviceOf(userAgent, paired),
    place: await placeOf(deps, row.address),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
  }));
  return { items: await Promise.all(items) };
}

/** @throws AppError `not_found`; else as `listSessions`. */
export async function endSession({ tx }: WriteCtx, id: string): Promise<void> {
  const [row] = await tx<{ ended: number }[]>`select app.end_my_sessions(${id}) as ended`;
  if (row?.ended !== 1) throw new AppError('not_found', 'You have no such session.');
}

/** @throws as `listSessions`. */
export async function endOtherSessions({ tx }: WriteCtx): Promise<void> {
  await tx`select app.end_my_sessions(null)`;
}
