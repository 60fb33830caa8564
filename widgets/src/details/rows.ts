// Owns which details a record has, in their order: what each is called, how it is edited, and what saving it changes.
import type { CustomField } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import type { RecordType } from '../kit/record.ts';
import type { DetailPatch, DetailRecord } from './record-store.ts';
import type { DetailsKey } from './words.ts';

/** How a value is shown and edited. */
export type RowKind =
  | 'tags'
  | 'member'
  | 'employments'
  | 'flag'
  | 'text'
  | 'long'
  | 'zone'
  | 'domains'
  | 'number'
  | 'money'
  | 'date'
  | 'url'
  | 'select'
  | 'multi'
  | 'person';

export interface Row {
  key: string;
  label: string;
  kind: RowKind;
  value: unknown;
  options?: CustomField['options'];
  /** Nobody may empty it. */
  required?: boolean;
  patch(value: unknown): DetailPatch;
}

const kinds: Record<CustomField['type'], RowKind> = {
  text: 'text',
  url: 'url',
  number: 'number',
  money: 'money',
  date: 'date',
  select: 'select',
  multi_select: 'multi',
  person: 'person',
};

/** The rows of a record. Members are left out for sessions that may not know them. */
export function rowsOf(
  type: RecordType,
  record: DetailRecord,
  fields: readonly CustomField[],
  t: Words<DetailsKey>,
): Row[] {
  const own = (key: DetailsKey, kind: RowKind, value: unknown): Row => ({
    key,
    label: t(key),
    kind,
    value,
    patch: (changed) => ({ [key]: changed }),
  });
  const { person, company, kept } = record;
  return [
    ...(company ? [own('name', 'text', company.name)] : []),
    own('tags', 'tags', record.tags),
    ...(type === 'deal'
      ? []
      : [{ ...own('owner', 'member', record.ownerId), patch: (id: unknown) => ({ ownerId: id }) }]),
    ...(person
      ? [
          {
            ...own('worksAt', 'employments', person.employments),
            patch: (employments: unknown) => ({ employments }),
          },
        ]
      : []),
    ...(kept ? [own('doNotContact', 'flag', kept.doNotContact)] : []),
    ...(company ? [own('domains', 'domains', company.domains), own('description', 'long', company.description)] : []),
    ...fields.map((field) => fieldRow(field, record)),
    ...(kept
      ? [
          own('timeZone', 'zone', kept.timeZone),
          own('language', 'text', kept.language),
          own('source', 'text', kept.source),
        ]
      : []),
  ];
}

const fieldRow = ({ key, name, type, options, required }: CustomField, { fields }: DetailRecord): Row => ({
  key: `fields.${key}`,
  label: name,
  kind: kinds[type],
  value: fields[key] ?? null,
  options,
  required,
  patch: (value) => ({ fields: { [key]: value } }),
});
