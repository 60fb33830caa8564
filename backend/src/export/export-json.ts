// Owns the full export and the export of one person as one JSON document, written row by row.
import type { Sql } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import { countWithheldTexts } from './count-withheld-texts.ts';
import { type RowCount, rowsAtOnce, uncounted } from './export-ctx.ts';
import { type ExportedTable, exportedTables } from './tables.ts';

interface Head {
  id: string;
  name: string;
  at: string;
}

/** Everything that the caller may read: `{format, exportedAt, organization, tables: {contacts: [row, …], …}}`. */
export async function* exportEverything(tx: Tx, count: RowCount = uncounted): AsyncGenerator<string> {
  yield* document(tx, exportedTables, null, count);
}

/**
 * What the caller may read about one person, deleted or not, and how many texts of messages colleagues keep to themselves.
 * @throws AppError `not_found` before the first piece.
 */
export async function* exportPerson(tx: Tx, contactId: string, admin: Sql): AsyncGenerator<string> {
  const [found] = await tx`
    select from app.contacts where organization_id = (select app.acting_organization()) and id = ${contactId}`;
  if (!found) throw new AppError('not_found', 'There is no such contact here.');
  const leftOut = { interaction_texts: await countWithheldTexts(tx, contactId, admin) };
  yield* document(
    tx,
    exportedTables.filter(({ ofContact }) => ofContact !== undefined),
    { contactId, leftOut },
  );
}

interface Person {
  contactId: string;
  /** How many rows of which table the caller may not read. */
  leftOut: Record<string, number>;
}

async function* document(
  tx: Tx,
  tables: ExportedTable[],
  person: Person | null,
  count: RowCount = uncounted,
): AsyncGenerator<string> {
  const [head] = await tx<Head[]>`
    select id, name, to_json(now()) #>> '{}' as at from app.organizations where id = (select app.acting_organization())`;
  if (!head) throw new AppError('forbidden', 'You may not read this organization.');
  const { id, name, at } = head;
  const more = person ? `,"leftOut":${JSON.stringify(person.leftOut)}` : `,"members":${await membersJson(tx)}`;
  yield `{"format":"kith-1","exportedAt":${JSON.stringify(at)},"organization":${JSON.stringify({ id, name })}${more},"tables":{`;
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(table.table)}:[`;
    for await (const { text, rows } of rowsOf(tx, table, person?.contactId ?? null)) {
      count.written(rows);
      yield text;
    }
    yield ']';
  }
  yield '}}\n';
}

async function* rowsOf(tx: Tx, { table, without = [], ofContact }: ExportedTable, contactId: string | null) {
  const hidden = ['organization_id', ...without];
  const only = contactId !== null && ofContact ? ` and ${ofContact.replaceAll('$1', '$2::uuid')}` : '';
  const rows = tx.unsafe<{ json: string }[]>(
    `select (to_jsonb(r) - $1::text[])::text as json from app.${table} r
     where r.organization_id = (select app.acting_organization())${only}`,
    contactId !== null && ofContact ? [hidden, contactId] : [hidden],
  );
  let first = true;
  for await (const some of rows.cursor(rowsAtOnce)) {
    const text = some.map(({ json }) => json).join(',\n');
    yield { text: first ? text : `,\n${text}`, rows: some.length };
    first = false;
  }
}

async function membersJson(tx: Tx): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select coalesce(json_agg(json_build_object('id', m.user_id, 'name', m.name, 'email', m.email, 'role', m.role)), '[]')::text
      as json from app.members((select app.acting_organization())) m`;
  return row?.json ?? '[]';
}
