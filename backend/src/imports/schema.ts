// Owns the wire shapes of imports.
import { z } from '@hono/zod-openapi';
import { Id, PageQuery, Timestamp } from '../http/wire.ts';
import { ImportMapping } from './mapping.ts';
import { delimiters } from './reading/detect-delimiter.ts';
import { encodings } from './reading/detect-encoding.ts';
import { importKinds } from './targets.ts';

export const outcomes = ['create', 'update', 'skip', 'invalid'] as const;

/** What the address of an upload says about the file. */
export const UploadQuery = z.object({
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .default('upload.csv')
    .openapi({ description: 'Shown in the list of imports.' }),
  kind: z.enum(importKinds).optional().openapi({ description: 'What the rows are about. Left out: guessed.' }),
  encoding: z.enum(encodings).optional().openapi({ description: 'Left out: guessed from the bytes.' }),
  delimiter: z.enum(delimiters).optional().openapi({ description: 'Left out: guessed.' }),
  header: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'Whether there is a header. Left out: guessed.' }),
  replaces: Id.optional().openapi({
    description:
      'An import of the same file, not run yet, which was read wrongly: it is dropped once this one is taken in.',
  }),
});
export type UploadQuery = z.infer<typeof UploadQuery>;

export const ImportColumn = z
  .object({
    name: z.string(),
    samples: z.array(z.string()).openapi({ description: 'The first values that are not empty, cut short.' }),
    filled: z.number().int().openapi({ description: 'Rows with a value.' }),
    fieldType: z.enum(['text', 'number', 'date', 'url', 'select', 'multi_select']).optional().openapi({
      description: 'What an own field for this column would best hold, after all of its values.',
    }),
    options: z.array(z.string()).optional().openapi({
      description:
        'Its different values, as options to choose one from; left out when there are more than 50, or long ones.',
    }),
    parts: z.array(z.string()).optional().openapi({
      description: 'The different parts of its values, as options to choose several from; left out in the same way.',
    }),
    dateOrder: z.enum(['dmy', 'mdy', 'ambiguous']).nullable().openapi({
      description: 'What the numbers of days and months in this column prove; null: there are none.',
    }),
  })
  .openapi('ImportColumn');
export type ImportColumn = z.infer<typeof ImportColumn>;

const Counts = z
  .object({
    create: z.number().int(),
    update: z.number().int(),
    skip: z.number().int(),
    invalid: z.number().int(),
    remarks: z.number().int().openapi({ description: 'Rows that are imported with a remark.' }),
    alike: z.number().int().optional().openapi({
      description: 'Rows of people who look like somebody who is here, or like another row of the file.',
    }),
  })
  .openapi('ImportCounts');

const ImportJob = z
  .object({
    id: Id,
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    done: z.number().int(),
    total: z.number().int().nullable(),
    error: z.union([z.object({ code: z.string(), message: z.string() }), z.null()]),
  })
  .openapi('ImportJob');

export const Import = z
  .object({
    id: Id,
    organizationId: Id,
    state: z.enum(['uploaded', 'planning', 'planned', 'running', 'done', 'undoing', 'undone']).openapi({
      description: 'A job that failed or was cancelled leaves the state of its work; run or undo it again to go on.',
    }),
    fileName: z.string(),
    fileSize: z.number().int().openapi({ description: 'In bytes.' }),
    format: z.enum(['csv', 'vcard']),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    source: z
      .string()
      .nullable()
      .openapi({ description: 'The program whose export was recognised: `hubspot_contacts`.' }),
    columns: z.array(ImportColumn),
    rowCount: z.number().int(),
    mapping: ImportMapping.openapi({ description: 'Guessed at the upload; as it was decided since.' }),
    counts: z.union([Counts, z.null()]),
    undoCounts: z.union([z.object({ undone: z.number().int(), left: z.number().int() }), z.null()]),
    job: z.union([ImportJob, z.null()]).openapi({ description: 'The latest job of this import.' }),
    createdBy: Id.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    startedAt: Timestamp.nullable(),
    finishedAt: Timestamp.nullable(),
    undoneAt: Timestamp.nullable(),
    emptiedAt: Timestamp.nullable().openapi({
      description: 'When its rows went, thirty days after its last change: it can be undone no more.',
    }),
    version: z.number().int(),
  })
  .openapi('Import');

export const Reason = z
  .object({
    code: z.string().openapi({ description: 'Stable: `email_wrong`.' }),
    column: z.string().optional(),
    value: z.string().optional(),
    count: z.number().int().optional().openapi({ description: 'Number of another row, or of cells.' }),
    recordId: Id.optional().openapi({
      description: 'A contact who may be the same person, also one from another row; `value` is their name.',
    }),
  })
  .openapi('ImportReason');

export const ImportRow = z
  .object({
    row: z.number().int().openapi({ description: 'As a spreadsheet numbers it.' }),
    cells: z.array(z.string()).openapi({ description: 'Cut short.' }),
    outcome: z.enum(outcomes).nullable(),
    reason: z.union([Reason, z.null()]).openapi({ description: 'Why it is skipped or invalid.' }),
    remarks: z.array(Reason),
    done: z.boolean(),
    recordId: Id.nullable().openapi({ description: 'The record that it became, matches, or would restore.' }),
  })
  .openapi('ImportRow');

export const RowQuery = PageQuery.extend({
  outcome: z.enum(outcomes).optional(),
  alike: z.enum(['true']).optional().openapi({ description: 'Only rows that look like somebody else.' }),
});
export type RowQuery = z.infer<typeof RowQuery>;

/** What an undo left alone. */
export const LeftRecord = z
  .object({
    row: z.number().int(),
    recordType: z.enum(['contact', 'company', 'deal']),
    recordId: Id,
    why: z.enum(['changed', 'in_use', 'gone']),
    name: z.string().nullable(),
  })
  .openapi('ImportLeftRecord');

export const ImportOptions = z
  .object({
    maxBytes: z.number().int().openapi({ description: 'Largest file in bytes.' }),
    encodings: z.array(z.enum(encodings)),
    delimiters: z.array(z.enum(delimiters)),
    targets: z.array(
      z
        .object({
          kind: z.enum(importKinds),
          target: z.string(),
          name: z.string().nullable().openapi({ description: 'Of an own field; null for a field that all have.' }),
          several: z.boolean().openapi({ description: 'Whether several columns may be imported as this.' }),
        })
        .openapi('ImportTarget'),
    ),
  })
  .openapi('ImportOptions');

export type Import = z.infer<typeof Import>;
