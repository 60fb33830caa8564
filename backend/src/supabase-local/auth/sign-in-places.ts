// Owns the networks that somebody signed in from, by which their attempts are told from a stranger's.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';

/** Days after which a network is forgotten that nobody signed in from. */
const memory = 180;

export interface Place {
  /** An IPv4 address, or the /64 of an IPv6 one. */
  network: string;
  /** Has the user signed in from there before? */
  known: boolean;
}

/** Asks the same of an account that there is not. */
export async function placeOf({ deps }: AuthContext, userId: string | null, address: string | null): Promise<Place> {
  if (!address) return { network: 'unknown', known: false };
  const [place] = await deps.admin<Place[]>`
    select auth.network_of(${address}::inet)::text as network, exists (
      select from auth.sign_in_places where user_id = ${userId} and network = auth.network_of(${address}::inet)) as known`;
  if (!place) throw new Error('The place was not read');
  return place;
}

export async function rememberPlace(
  ctx: Pick<AuthContext, 'deps'>,
  tx: TransactionSql,
  userId: string,
  address: string | null,
) {
  if (!address) return;
  const now = ctx.deps.now();
  await tx`delete from auth.sign_in_places where user_id = ${userId} and last_at < ${new Date(now.getTime() - memory * 86_400_000)}`;
  await tx`insert into auth.sign_in_places (user_id, network, last_at) values (${userId}, auth.network_of(${address}::inet), ${now})
    on conflict (user_id, network) do update set last_at = excluded.last_at`;
}
