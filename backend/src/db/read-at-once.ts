// Owns reads that are one statement each: whoever asks, where, and what for travel inside it, so there is no transaction to begin and
// end. It runs as `kith_reader`, whose policies are those of people who reach every record (docs/decisions/0042).
import type { ParameterOrFragment, PendingQuery, Row, Sql } from 'postgres';
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
  const carry = (query: PendingQuery<Row[]>, raw = false) => {
    const sent = inName(reader, claims, acting, query);
    if (raw) sent.raw();
    sent.then(
      ({ length }) => {
        entered ||= length > 0;
      },
      () => undefined,
    );
    return sent;
  };
  const result = await run(carrying(reader, carry));
  if (!entered) await carry(reader`select`);
  return result;
}

type Carry = (query: PendingQuery<Row[]>, raw: boolean) => PendingQuery<Row[]>;
type Settle = (value: Row[]) => unknown;
type Fail = (reason: unknown) => unknown;

/** The tag, but what it makes goes on its way inside the carrying statement. Within another query it stays a fragment. */
function carrying(reader: Sql, carry: Carry): Tx {
  const tag = (text: TemplateStringsArray, ...values: ParameterOrFragment<never>[]) => {
    const query: PendingQuery<Row[]> = reader(text, ...values);
    let sent: PendingQuery<Row[]> | undefined;
    let raw = false;
    const send = () => {
      sent ??= carry(query, raw);
      return sent;
    };
    return Object.assign(query, {
      raw: () => {
        raw = true;
        return query;
      },
      // biome-ignore lint/suspicious/noThenProperty: awaiting it is what sends it
      then: (settle?: Settle, fail?: Fail) => send().then(settle, fail),
      catch: (fail?: Fail) => send().catch(fail),
      finally: (last?: () => void) => send().finally(last),
    });
  };
  return new Proxy(reader, {
    apply: (target, self, args: [TemplateStringsArray, ...ParameterOrFragment<never>[]]) =>
      Array.isArray(args[0]) && 'raw' in args[0] ? tag(...args) : Reflect.apply(target, self, args),
  });
}

/** Postgres reads the query only once the gate has let the caller in: it hangs on what the gate answered. */
const inName = (
  reader: Sql,
  claims: Caller,
  { organization, permission }: Acting,
  query: PendingQuery<Row[]>,
) => reader`
  select body.* from (
    select app.enter_read(${organization}, ${permission}) as place
    from (select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true) as told offset 0) caller
    where caller.told is not null offset 0) entered
  cross join lateral (select q.* from (${query}) q where entered.place is not null offset 0) body`;
