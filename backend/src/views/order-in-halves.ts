// Owns the order of a view by the one moment that many records have none of: those with one, then those without, newest or oldest first.
import type { Tx } from '../db/tenant.ts';
import type { Cursor } from '../http/cursor.ts';
import { castOf, fits, wrongCursor } from './cursor-values.ts';
import type { Halves, Sql } from './field.ts';
import type { Order } from './sort-records.ts';

interface Wanted extends Halves {
  list: string;
  after: Cursor | null;
  descending: boolean;
}

/** @throws AppError `invalid_cursor`. */
export function orderInHalves(tx: Tx, { list, after, descending, filled, empty, indexed }: Wanted): Order {
  const down = descending ? tx`desc` : tx`asc`;
  const edge = edgeOf(after);
  const beyond = edge
    ? tx`and (${indexed(tx)}, r.id) ${descending ? tx`<` : tx`>`} (${castOf(tx, 'time', edge.at)}, ${edge.id}::uuid)`
    : tx``;
  const half = (holds: Sql, here: boolean) => tx`${holds} ${here ? beyond : tx``}`;
  return {
    list,
    orderBy: tx`${indexed(tx)} ${down}, r.id ${down}`,
    keys: tx`json_build_array((${filled(tx)})::text, (${indexed(tx)})::text)`,
    beyond: tx``,
    halves: {
      filled: edge && !edge.isFilled ? tx`false` : half(filled(tx), edge?.isFilled === true),
      empty: half(empty(tx), edge?.isFilled === false),
    },
  };
}

/** Where the page begins: in which half, behind which moment and id. */
function edgeOf(after: Cursor | null) {
  if (after === null) return null;
  const [isFilled, at, ...more] = after.keys ?? [];
  const known = (isFilled === 'true' || isFilled === 'false') && at != null && fits('time', at) && more.length === 0;
  if (!known) throw wrongCursor();
  return { isFilled: isFilled === 'true', at, id: after.id };
}
