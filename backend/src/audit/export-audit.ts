// Owns the audit log as a CSV file: one changed field a row.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { csvRows } from './csv.ts';
import { matchingEntries } from './list-audit.ts';
import type { AuditFilter } from './schema.ts';

/** Most entries of one file. */
const most = 50_000;

interface Row {
  cells: (string | null)[];
  nth: number;
}

/** The field as a person calls it: an own one by its name, with what it is in the API. */
const fieldCell = (tx: Tx) => tx`
  case when starts_with(c.field, 'fields.') then coalesce((
    select format('%s (%s)', k.name, c.field) from app.custom_fields k
    where k.organization_id = a.organization_id and k.record_type = a.resource and 'fields.' || k.key = c.field), c.field)
  else c.field end`;

/** Writes the entries that pass the filter, the latest first. @throws AppError `invalid_input` when they are too many. */
export async function exportAudit({ tx }: ReadCtx, filter: AuditFilter): Promise<string> {
  const rows = await tx<Row[]>`
    with found as (
      select a.*, row_number() over (order by a.id desc) as nth from app.audit_log a
      where ${matchingEntries(tx, filter)} order by a.id desc limit ${most + 1})
    select a.nth::int, json_build_array(
      to_json(a.at) #>> '{}', a.resource, a.record_id::text, a.action, ${fieldCell(tx)}, c.change ->> 0, c.change ->> 1,
      a.actor ->> 'kind', a.actor ->> 'id', a.source, a.request_id) as cells
    from found a left join lateral jsonb_each(a.changes) as c (field, change) on true
    order by a.nth, c.field`;
  if ((rows.at(-1)?.nth ?? 0) > most) {
    const errors = [{ path: 'from', message: 'Choose a shorter span of time.' }];
    throw new AppError('invalid_input', 'The log holds more than 50,000 entries here. Save it in parts.', { errors });
  }
  const head = [
    'time',
    'resource',
    'record',
    'action',
    'field',
    'old',
    'new',
    'actor kind',
    'actor',
    'source',
    'request',
  ];
  return csvRows([head, ...rows.map(({ cells }) => cells)]);
}
