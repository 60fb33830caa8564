// Owns the wire shapes of views, their fields and their records.
import { z } from '@hono/zod-openapi';
import { Id, pageOf, Timestamp } from '../http/wire.ts';
import { Zone } from '../tasks/wall-time.ts';
import { UndoToken } from '../undo/schema.ts';
import { fieldTypes } from './field.ts';
import { viewResources } from './fields/registry.ts';
import { everything, operators, ViewFilter } from './filter.ts';

export const ViewResource = z.enum(viewResources).openapi('ViewResource');
const form = z.enum(['list', 'sheet', 'board']).openapi({ description: 'How it is shown first. Boards are of deals.' });

const Sort = z
  .strictObject({ field: z.string().min(1).max(100), direction: z.enum(['asc', 'desc']).default('asc') })
  .openapi('ViewSort', {
    description: 'Empty values come last either way. Amounts go by the code of their currency, then by amount.',
  });

const fields = {
  name: z.string().trim().min(1).max(200),
  form,
  filter: ViewFilter,
  sort: z.array(Sort).max(3).openapi({ description: 'Empty: the most recently active or made first.' }),
  columns: z
    .array(z.string().min(1).max(100))
    .max(50)
    .refine((columns) => new Set(columns).size === columns.length, { message: 'Name each column once.' })
    .openapi({ description: 'Fields by key, in order. Empty: a fitting choice.' }),
  zone: Zone,
  shared: z.boolean().openapi({ description: 'False: only its owner sees it. True: the whole team does.' }),
};

export const FieldProblem = z.object({ path: z.string(), message: z.string() }).openapi('FieldProblem');

export const View = z
  .object({
    id: Id,
    organizationId: Id,
    resource: ViewResource,
    ...fields,
    ownerId: Id.nullable(),
    problems: z.array(FieldProblem).openapi({
      description:
        'What no longer fits, such as a field that was deleted. While there are any, the view gives no records.',
    }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('View');

export const ChangedView = View.extend({ undoToken: UndoToken }).openapi('ChangedView');

export const NewView = z
  .object({
    resource: ViewResource,
    name: fields.name,
    form: fields.form.default('list'),
    filter: fields.filter.default(everything),
    sort: fields.sort.default([]),
    columns: fields.columns.default([]),
    zone: fields.zone.default('UTC'),
    shared: fields.shared.default(false),
  })
  .openapi('NewView');

export const ViewPatch = z.object(fields).partial().openapi('ViewPatch');

/** Cursors hold the values that are sorted by. */
export const RecordPage = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Rows per page, 1 to 200.' }),
  cursor: z.string().max(4000).optional().openapi({ description: 'Opaque `nextCursor` of the page before.' }),
});

export const Preview = z
  .object({
    resource: ViewResource,
    filter: fields.filter.default(everything),
    sort: fields.sort.default([]),
    columns: fields.columns.default([]),
    zone: fields.zone.default('UTC'),
    limit: z.number().int().min(1).max(200).default(50),
    cursor: z.string().max(4000).optional(),
  })
  .openapi('ViewPreview');

export const IdsAsked = z
  .object({ resource: ViewResource, filter: fields.filter.default(everything), zone: fields.zone.default('UTC') })
  .openapi('RecordIdsAsked');

export const RecordIds = z
  .object({
    ids: z.array(Id),
    capped: z.boolean().openapi({ description: 'True when there are more: the list ends at 20,000.' }),
  })
  .openapi('RecordIds');

export const ViewRecord = z
  .object({
    id: Id,
    version: z.number().int(),
    name: z.string(),
    values: z.record(z.string(), z.unknown()).openapi({ description: 'By column. References have an id and a name.' }),
  })
  .openapi('ViewRecord');

export const ViewRecords = pageOf(ViewRecord)
  .extend({ columns: z.array(z.string()).openapi({ description: 'The columns of `values`, in order.' }) })
  .openapi('ViewRecords');

export const ViewCount = z
  .object({
    count: z.number().int(),
    capped: z.boolean().openapi({ description: 'True when there are more: counting ends at 10,000.' }),
  })
  .openapi('ViewCount');

export const ViewField = z
  .object({
    key: z.string(),
    type: z.enum(fieldTypes),
    label: z.string().nullable().openapi({ description: 'Of own fields; standard ones are named by clients.' }),
    of: z.enum(['contact', 'company', 'deal', 'member', 'pipeline', 'stage']).nullable(),
    options: z
      .array(z.object({ key: z.string(), label: z.string() }))
      .openapi({ description: 'What there is to choose from; of money the currencies that amounts are in.' }),
    operators: z.array(z.enum(operators)),
    sortable: z.boolean(),
    editable: z.string().nullable().openapi({ description: 'The property of PATCH that changes it in place.' }),
  })
  .openapi('ViewField');

export const ViewFields = z
  .object({ fields: z.array(ViewField), columns: z.array(z.string()).openapi({ description: 'The fitting choice.' }) })
  .openapi('ViewFields');

export type View = z.infer<typeof View>;
export type NewView = z.infer<typeof NewView>;
export type ViewPatch = z.infer<typeof ViewPatch>;
export type Preview = z.infer<typeof Preview>;
export type IdsAsked = z.infer<typeof IdsAsked>;
export type RecordIds = z.infer<typeof RecordIds>;
export type RecordPage = z.infer<typeof RecordPage>;
export type ViewRecord = z.infer<typeof ViewRecord>;
export type ViewCount = z.infer<typeof ViewCount>;
export type ViewField = z.infer<typeof ViewField>;
