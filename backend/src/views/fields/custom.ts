// Owns turning an organization's own fields into fields of views, over their typed, indexed copies.
import type { Tx } from '../../db/tenant.ts';
import type { Field, FieldType } from '../field.ts';

/** A definition, as the database keeps it. */
export interface CustomField {
  id: string;
  key: string;
  name: string;
  type: 'text' | 'number' | 'money' | 'date' | 'select' | 'multi_select' | 'url' | 'person';
  options: { key: string; label: string }[];
}

const typeOf: Record<CustomField['type'], FieldType> = {
  text: 'text',
  url: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  select: 'choice',
  multi_select: 'choices',
  person: 'ref',
};

const columnOf = (tx: Tx, type: CustomField['type']) => {
  if (type === 'number' || type === 'money') return tx`v.number_value`;
  if (type === 'date') return tx`v.date_value`;
  return type === 'person' ? tx`v.ref_id` : tx`v.text_value`;
};

/** What is longer than its typed copy stands whole beside it. */
const wholeText = (tx: Tx) => tx`coalesce(v.whole_text, v.text_value)`;

/** A field of views by its definition. */
export function customField({ id, key, name, type, options }: CustomField): Field {
  const isText = type === 'text' || type === 'url';
  const values = (tx: Tx) => tx`
    from app.field_values v
    where v.organization_id = (select app.acting_organization()) and v.field_id = ${id} and v.record_id = r.id`;
  return {
    key: `fields.${key}`,
    type: typeOf[type],
    label: name,
    folded: isText,
    ...(isText ? { ownText: { id, beginning: (tx: Tx) => tx`v.text_value` } } : {}),
    ...(type === 'money'
      ? {
          ownMoney: id,
          currency: (tx: Tx) => tx`v.currency`,
          sortCurrency: (tx: Tx) => tx`(select v.currency ${values(tx)} limit 1)`,
        }
      : {}),
    ...(type === 'person' ? { of: 'contact' as const } : {}),
    ...(options.length > 0 ? { options: options.map(({ key, label }) => ({ key, label })) } : {}),
    where: (tx, test) => tx`exists (select ${values(tx)} and ${test(isText ? wholeText(tx) : columnOf(tx, type))})`,
    sort:
      type === 'multi_select' || type === 'person'
        ? null
        : (tx) => tx`(select ${columnOf(tx, type)} ${values(tx)} limit 1)`,
    json: (tx) => tx`r.fields -> ${key}`,
  };
}
