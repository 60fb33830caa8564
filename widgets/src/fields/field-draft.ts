// Owns what somebody writes into the form of a field, and saving it: name, options, whether it is required, and its type.
import { type CustomField, type FieldType, type KithClient, unwrap } from '@kith/sdk';
import type { RecordType } from '../kit/record.ts';

export const fieldTypes: readonly FieldType[] = [
  'text',
  'number',
  'money',
  'date',
  'select',
  'multi_select',
  'url',
  'person',
];

export interface FieldDraft {
  /** The field under edit; null for a new one. */
  field: CustomField | null;
  name: string;
  type: FieldType;
  required: boolean;
  options: { key?: string; label: string }[];
  currency: string;
}

/** What a change of type would do. */
export interface Outcome {
  kept: number;
  changed: number;
  lost: number;
}

export const draftFor = (field: CustomField | null): FieldDraft => ({
  field,
  name: field?.name ?? '',
  type: field?.type ?? 'text',
  required: field?.required ?? false,
  options: field?.options.map(({ key, label }) => ({ key, label })) ?? [],
  currency: 'EUR',
});

export const chooses = (type: FieldType) => type === 'select' || type === 'multi_select';

const optionsOf = ({ options }: FieldDraft) =>
  options
    .filter(({ label }) => label.trim() !== '')
    .map(({ key, label }) => ({ ...(key ? { key } : {}), label: label.trim() }));

const headerOf = ({ version }: CustomField) => ({ 'if-match': `"${version}"` });

/** What the new type would do to the values there are; null when the type stays. @throws KithError. */
export async function foresee(client: KithClient, draft: FieldDraft): Promise<Outcome | null> {
  const { field } = draft;
  if (!field || field.type === draft.type) return null;
  return unwrap(
    client.POST('/v1/custom-fields/{id}/type', {
      ...typeChange(draft, field),
      body: { ...typeBody(draft), dryRun: true },
    }),
  );
}

const typeChange = (_: FieldDraft, field: CustomField) => ({
  params: { path: { id: field.id }, header: headerOf(field) },
});

const typeBody = (draft: FieldDraft) => {
  const options = optionsOf(draft);
  return {
    type: draft.type,
    ...(chooses(draft.type) && options.length > 0 ? { options } : {}),
    ...(draft.type === 'money' ? { currency: draft.currency } : {}),
  };
};

/** Saves the draft. @param confirm true goes on although values are lost. @throws KithError, `would_lose` among them. */
export async function saveDraft(
  client: KithClient,
  { draft, recordType, confirm }: { draft: FieldDraft; recordType: RecordType; confirm: boolean },
): Promise<CustomField> {
  const { field, name, required } = draft;
  const options = optionsOf(draft);
  if (!field) {
    const body = { recordType, name, type: draft.type, required, ...(chooses(draft.type) ? { options } : {}) };
    return unwrap(client.POST('/v1/custom-fields', { body }));
  }
  let now = field;
  if (field.type !== draft.type) {
    const body = { ...typeBody(draft), confirm };
    now = (await unwrap(client.POST('/v1/custom-fields/{id}/type', { ...typeChange(draft, field), body }))).field;
  }
  const params = { path: { id: field.id }, header: headerOf(now) };
  // After a change of type the options may have been made from the values.
  const kept = field.type === draft.type && chooses(draft.type) ? { options } : {};
  return unwrap(client.PATCH('/v1/custom-fields/{id}', { params, body: { name, required, confirm, ...kept } }));
}
