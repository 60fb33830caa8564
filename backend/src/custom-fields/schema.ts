// Owns the wire shapes of custom fields: what an organization adds to its contacts, companies and deals.
import { z } from '@hono/zod-openapi';
import { isCurrency } from '../deals/currency.ts';
import { isReservedName } from '../http/unstorable.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';
import { recordTypes } from './field-filter.ts';

export const maxFields = 100;
export const maxOptions = 200;

export const RecordType = z.enum(recordTypes).openapi('RecordType');
export const FieldType = z
  .enum(['text', 'number', 'money', 'date', 'select', 'multi_select', 'url', 'person'])
  .openapi('FieldType', {
    description:
      'Values by type: text and url a string; number a number; money `{amount, currency}` in minor units; date `2026-12-24`; select the key of an option, multi_select several; person `{type: contact or member, id}`.',
  });

export const FieldOption = z
  .object({
    key: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_]{0,49}$/, { message: 'Use a to z, digits and _.' })
      .openapi({ description: 'What values hold; never changes.' }),
    label: z.string(),
  })
  .openapi('FieldOption');

export const CustomField = z
  .object({
    id: Id,
    organizationId: Id,
    recordType: RecordType,
    key: z.string().openapi({ description: 'Names the value in `fields` of a record; never changes.' }),
    name: z.string(),
    type: FieldType,
    options: z.array(FieldOption),
    required: z.boolean().openapi({
      description: 'People may not empty it, and forms ask for it. Captures and imports without it are kept.',
    }),
    position: z.number().int().openapi({ description: 'Place among the fields of its record type, from 0.' }),
    archivedAt: Timestamp.nullable().openapi({
      description: 'Archived fields keep their values and take no new ones.',
    }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.number().int(),
    optionsJobId: Id.nullable().openapi({
      description:
        'The job under way that lets search follow a renamed option which very many records have, for `GET /v1/jobs/{id}`. Null when there is none, or it is not the caller’s to see.',
    }),
  })
  .openapi('CustomField');

export const ChangedCustomField = CustomField.extend({ undoToken: UndoToken }).openapi('ChangedCustomField');

const name = z.string().trim().min(1).max(100);
const options = z
  .array(
    z
      .object({
        key: FieldOption.shape.key.optional().openapi({ description: 'Left out: a new option.' }),
        label: z.string().trim().min(1).max(100),
      })
      .openapi('NewFieldOption'),
  )
  .max(maxOptions, { message: `A field has at most ${maxOptions} options.` });
const currency = z.string().trim().toUpperCase().refine(isCurrency, { message: 'Write an ISO 4217 code such as EUR.' });
const confirm = z.boolean().default(false).openapi({ description: 'True goes on although values are lost.' });

export const NewCustomField = z
  .object({
    recordType: RecordType,
    name,
    type: FieldType,
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,49}$/, { message: 'Use a to z, digits and _, starting with a letter.' })
      .refine((key) => !isReservedName(key), { message: 'Choose another: programs reserve this word.' })
      .optional()
      .openapi({ description: 'Left out: made from the name.' }),
    options: options.default([]).openapi({ description: 'Of select and multi_select.' }),
    required: z.boolean().default(false),
  })
  .openapi('NewCustomField');

export const CustomFieldPatch = z
  .object({
    name: name.optional(),
    options: options
      .optional()
      .openapi({ description: 'The whole set, in order. Taking one away that records use answers `would_lose`.' }),
    required: z.boolean().optional(),
    confirm,
  })
  .openapi('CustomFieldPatch');

export const TypeChange = z
  .object({
    type: FieldType,
    options: options.optional().openapi({ description: 'Of select and multi_select. Left out: made from the values.' }),
    currency: currency.optional().openapi({ description: 'For money: the currency of plain numbers.' }),
    dryRun: z.boolean().default(false).openapi({ description: 'True only says what would happen.' }),
    confirm,
  })
  .openapi('TypeChange');

export const TypeChanged = z
  .object({
    field: CustomField,
    applied: z.boolean(),
    total: z.number().int().openapi({ description: 'Records with a value.' }),
    kept: z.number().int(),
    changed: z.number().int().openapi({ description: 'Values that would lose a part, such as a currency.' }),
    lost: z.number().int().openapi({ description: 'Values that have no form in the new type.' }),
    samples: z
      .array(z.object({ recordId: Id, from: z.unknown(), to: z.unknown() }))
      .openapi({ description: 'Up to ten that would be lost or changed; `to` is null for lost ones.' }),
  })
  .openapi('TypeChanged');

export const FieldOrder = z
  .object({ recordType: RecordType, ids: z.array(Id).min(1).max(1000) })
  .openapi('FieldOrder', { description: 'The fields in their new order; those not named follow.' });

export type CustomField = z.infer<typeof CustomField>;
export type FieldType = z.infer<typeof FieldType>;
export type FieldOption = z.infer<typeof FieldOption>;
export type NewCustomField = z.infer<typeof NewCustomField>;
export type CustomFieldPatch = z.infer<typeof CustomFieldPatch>;
export type TypeChange = z.infer<typeof TypeChange>;
export type TypeChanged = z.infer<typeof TypeChanged>;
