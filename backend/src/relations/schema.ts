// Owns the wire shapes of relations between people and companies.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const RelationKind = z
  .enum(['introduced_by', 'reports_to', 'partner', 'family', 'custom'])
  .openapi('RelationKind', {
    description:
      'Read from `from` to `to`: `from` was introduced by `to`, `from` reports to `to`. `partner` and `family` have no direction. `custom` has words of the organization’s own.',
  });

const type = z.enum(['contact', 'company']);
export const RelationEnd = z.object({ type, id: Id }).openapi('RelationEnd');
export const NamedEnd = z.object({ type, id: Id, name: z.string() }).openapi('NamedRelationEnd');

/** `contact:<id>` or `company:<id>`, as widgets write records. */
export const Record = z
  .string()
  .regex(/^(contact|company):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
    message: 'Write contact:<id> or company:<id>.',
  })
  .openapi({
    description: '`contact:<id>` or `company:<id>`.',
    example: 'contact:019a9f00-0000-7000-8000-000000000000',
  });

const note = z.string().max(10_000).nullish();
const since = z.iso.date().nullish().openapi({ description: 'Calendar day: `2024-05-01`.' });
const label = z.string().trim().min(1).max(100);

export const Relation = z
  .object({
    id: Id,
    organizationId: Id,
    kind: RelationKind,
    from: NamedEnd,
    to: NamedEnd,
    symmetric: z.boolean().openapi({ description: 'True when it has no direction.' }),
    label: z.string().nullable().openapi({ description: 'Custom relations: what `from` is to `to`.' }),
    inverseLabel: z.string().nullable().openapi({ description: 'Custom relations: what `to` is to `from`.' }),
    note: z.string().nullable(),
    since: z.iso.date().nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Relation');

export const ChangedRelation = Relation.extend({ undoToken: UndoToken }).openapi('ChangedRelation');

export const NewRelation = z
  .object({
    kind: RelationKind,
    from: RelationEnd,
    to: RelationEnd,
    label: label.optional().openapi({ description: 'For `custom`, which needs it: “Mentor of”.' }),
    inverseLabel: label
      .nullish()
      .openapi({ description: 'For `custom`: “Mentored by”. Left out: the same in both directions.' }),
    note,
    since,
  })
  .refine(({ from, to }) => from.id.toLowerCase() !== to.id.toLowerCase(), {
    path: ['to'],
    message: 'Nobody is related to themselves. Choose another one.',
  })
  .refine(({ kind, label }) => (kind === 'custom') === (label !== undefined), {
    path: ['label'],
    message: 'A custom relation needs a label, and no other has one.',
  })
  .refine(({ kind, inverseLabel }) => kind === 'custom' || inverseLabel == null, {
    path: ['inverseLabel'],
    message: 'Only a custom relation has an inverse label.',
  })
  .refine(
    ({ kind, from, to }) =>
      (kind !== 'reports_to' && kind !== 'family') || (from.type === 'contact' && to.type === 'contact'),
    { path: ['kind'], message: 'Only people report to people and are family.' },
  )
  .openapi('NewRelation');

export const RelationPatch = z.object({ note, since }).partial().openapi('RelationPatch');

export const Related = z
  .object({
    relation: Relation,
    created: z.boolean().openapi({ description: 'False when they were related so before.' }),
    undoToken: UndoToken,
  })
  .openapi('Related');

export const RelationLabel = z
  .object({ id: Id, label: z.string(), inverseLabel: z.string().nullable(), version: z.number().int() })
  .openapi('RelationLabel');
export const ChangedRelationLabel = RelationLabel.extend({ undoToken: UndoToken }).openapi('ChangedRelationLabel');
export const RelationLabelPatch = z
  .object({
    label,
    inverseLabel: label.nullish().openapi({ description: 'Left out: the same words in both directions, as before.' }),
  })
  .openapi('RelationLabelPatch');
export const RelationLabels = z.object({ items: z.array(RelationLabel) }).openapi('RelationLabels');

export type Relation = z.infer<typeof Relation>;
export type NewRelation = z.infer<typeof NewRelation>;
export type RelationPatch = z.infer<typeof RelationPatch>;
export type RelationLabelPatch = z.infer<typeof RelationLabelPatch>;
export type RelationKind = z.infer<typeof RelationKind>;
export type RelationEnd = z.infer<typeof RelationEnd>;
export type RelationLabel = z.infer<typeof RelationLabel>;
