// Owns the organization's own fields as columns of a table.
import { z } from 'zod';
import type { Tx } from '../db/tenant.ts';

const Field = z.object({
  key: z.string(),
  name: z.string(),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
});
type Field = z.infer<typeof Field>;

const Values = z.record(z.string(), z.unknown());
const Money = z.object({ amount: z.number(), currency: z.string() });

/** The fields of a kind of record, in their order. */
export async function ownFields(tx: Tx, recordType: 'contact' | 'company' | 'deal'): Promise<Field[]> {
  const rows = await tx`
    select key, name, options from app.custom_fields
    where organization_id = (select app.acting_organization()) and record_type = ${recordType} and archived_at is null
    order by position, id`;
  return z.array(Field).parse(rows);
}

/** The values of a record, one cell a field: labels instead of the keys of options. */
export function ownCells(fields: Field[], stored: unknown): (string | null)[] {
  const values = Values.parse(stored);
  return fields.map(({ key, options }) => {
    const label = (value: unknown) => options.find((option) => option.key === value)?.label ?? cellText(value);
    const value = values[key];
    return Array.isArray(value) ? value.map(label).join('; ') : label(value);
  });
}

function cellText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const money = Money.safeParse(value);
  if (money.success) return `${money.data.amount} ${money.data.currency}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
