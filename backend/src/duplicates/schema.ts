// Owns the wire shapes of records that are probably the same, and of saying that they are not.
import { z } from '@hono/zod-openapi';
import { CompanyPointKind, CompanyRef } from '../companies/schema.ts';
import { PointKind } from '../contacts/schema.ts';
import { Id, PageQuery, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';
import { MatchReason } from './reasons.ts';

export const DuplicateKind = z.enum(['contacts', 'companies']).openapi('DuplicateKind');

export const DuplicateQuery = PageQuery.extend({ kind: DuplicateKind });

const Preview = z
  .object({
    id: Id,
    name: z.string(),
    title: z.string().nullable(),
    company: z.union([CompanyRef, z.null()]),
    avatarUrl: z.string().nullable().openapi({ description: 'A company’s logo.' }),
    domains: z.array(z.string()).openapi({ description: 'Of companies.' }),
    points: z.array(
      z.object({ kind: z.union([PointKind, CompanyPointKind]), value: z.string() }).openapi('DuplicatePoint'),
    ),
    ownerId: Id.nullable(),
    lastInteractionAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .openapi('DuplicateRecord', { description: 'Enough of a record to tell it from the other.' });

export const Duplicate = z
  .object({
    kind: DuplicateKind,
    first: Preview,
    second: Preview,
    reasons: z.array(MatchReason).openapi({ description: 'What speaks for it, the strongest first.' }),
    certain: z.boolean().openapi({ description: 'True when at least two things of different kinds speak for it.' }),
  })
  .openapi('Duplicate');

export const PairRequest = z
  .object({
    kind: DuplicateKind,
    ids: z.tuple([Id, Id]).openapi({ description: 'The two records, in any order.' }),
  })
  .refine(({ ids: [one, other] }) => one.toLowerCase() !== other.toLowerCase(), {
    path: ['ids'],
    message: 'Name two different records.',
  })
  .openapi('PairRequest');

const dismissal = {
  id: Id,
  kind: DuplicateKind,
  dismissedBy: Id.nullable().openapi({ description: 'The member who said so.' }),
  dismissedAt: Timestamp,
};
export const Dismissed = z.object({ ...dismissal, ids: z.tuple([Id, Id]), undoToken: UndoToken }).openapi('Dismissed');
export const DismissedPair = z.object({ ...dismissal, first: Preview, second: Preview }).openapi('DismissedPair');
export const RestoredPair = z
  .object({ restored: z.boolean().openapi({ description: 'False when nobody had said so.' }) })
  .openapi('RestoredPair');

export type DuplicateKind = z.infer<typeof DuplicateKind>;
export type Duplicate = z.infer<typeof Duplicate>;
export type PairRequest = z.infer<typeof PairRequest>;
