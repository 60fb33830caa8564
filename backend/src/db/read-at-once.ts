// Owns reads that are one statement each: whoever asks, where, and what for travel inside it, so there is no transaction to begin and
// end. It runs as `kith_reader`, whose policies are those of people who reach every record (docs/decisions/0042).
import type { Sql } from 'postgres';
import { type Piece, piece, piecesOf, queryOf } from './pieces.ts';
import type { Acting, Caller, Tx } from './tenant.ts';

/** What the database raises for a caller who sees some records only: they read as `authenticated`. */
export const seesSomeOnly = 'KT091';

/**
 * Runs reads, each query a statement of its own. The gate is asked even when `run` asks nothing, and again when nothing was found:
 * of a query that cannot find anything Postgres runs no part.
 * @throws database errors: what `app.act_in` raises, and `seesSomeOnly`.
 */
export async function readAtOnce<T>(
  reader: Sql,
  claims: Caller,
  acting: Acting,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  let entered = false;
  const carry = (query: Piece, raw = false) => {
    const sent = queryOf(reader, inName(claims, acting, query));
    if (raw) sent.raw();
    sent.then(
      ({ length }) => {
        entered ||= length > 0;
      },
      () => undefined,
    );
    return sent;
  };
  const result = await run(piecesOf(reader, carry));
  if (!entered) await carry(piece`select`);
  return result;
}

/** Postgres reads the query only once the gate has let the caller in: it hangs on what the gate answered. */
const inName = (claims: Caller, { organization, permission }: Acting, query: Piece) => piece`
  select body.* from (
    select app.enter_read(${organization}, ${permission}) as place
    from (select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true) as told offset 0) caller
    where caller.told is not null offset 0) entered
  cross join lateral (select q.* from (${query}) q where entered.place is not null offset 0) body`;
