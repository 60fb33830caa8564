// Owns the wire shapes of merging two records, and of taking that back.
import { z } from '@hono/zod-openapi';
import { Company } from '../companies/schema.ts';
import { Contact } from '../contacts/schema.ts';
import { MatchReason } from '../duplicates/reasons.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const MergeChoice = z.enum(['winner', 'loser', 'both']);

export const MergeRequest = z
  .object({
    winnerId: Id.openapi({ description: 'The record that stays.' }),
    loserId: Id.openapi({ description: 'The record that goes into it.' }),
    choices: z.record(z.string().max(100), MergeChoice).default({}).openapi({
      description:
        'Whose value a field takes, by name on the wire (`title`, `fields.<key>`). Lists and notes may take both. Left out: the winner’s, else the loser’s; lists and notes keep both.',
    }),
    dryRun: z.boolean().default(false).openapi({ description: 'True changes nothing and answers what would be.' }),
  })
  .refine(({ winnerId, loserId }) => winnerId !== loserId, {
    path: ['loserId'],
    message: 'Name two different records.',
  })
  .openapi('MergeRequest');

export const MergeField = z
  .object({
    field: z.string(),
    winner: z.unknown(),
    loser: z.unknown(),
    chosen: MergeChoice,
    value: z.unknown().openapi({ description: 'What the merged record has.' }),
  })
  .openapi('MergeField');

const report = {
  mergeId: Id.nullable().openapi({ description: 'Null for a dry run.' }),
  winnerId: Id,
  loserId: Id,
  reason: z.union([MatchReason, z.null()]).openapi({ description: 'The strongest of `reasons`.' }),
  reasons: z
    .array(MatchReason)
    .openapi({ description: 'Why the two may be the same; empty when a person says so alone.' }),
  fields: z.array(MergeField).openapi({ description: 'Every field in which either record has something.' }),
  moves: z
    .array(z.object({ what: z.string(), count: z.number().int() }).openapi('MergeMove'))
    .openapi({ description: 'What changes hands: `interactions`, `contact_points`, `deal_contacts`.' }),
  dropped: z.number().int().openapi({ description: 'Rows that both had, such as two employments at one company.' }),
  undoToken: UndoToken.openapi({ description: 'Undoes the merge for 30 days. Null for a dry run.' }),
};
export const MergedContact = z.object({ ...report, contact: Contact }).openapi('MergedContact');
export const MergedCompany = z.object({ ...report, company: Company }).openapi('MergedCompany');

export const MergeManyRequest = z
  .object({
    pairs: z
      .array(z.object({ winnerId: Id, loserId: Id }).openapi('MergePair'))
      .min(1)
      .max(100),
  })
  .openapi('MergeManyRequest');

export const MergedMany = z
  .object({
    items: z.array(
      z
        .object({
          winnerId: Id.nullable().openapi({
            description: 'Who stayed: where the winner had gone into another before, that one. Null when it failed.',
          }),
          status: z.enum(['merged', 'same', 'failed']).openapi({ description: '`same`: they were one already.' }),
          mergeId: Id.nullable(),
          problem: z.string().nullable().openapi({ description: 'Why it failed, in plain words.' }),
        })
        .openapi('MergedPair'),
    ),
    undoToken: UndoToken.openapi({ description: 'Undoes all of them.' }),
  })
  .openapi('MergedMany');

export const Merge = z
  .object({
    id: Id,
    recordType: z.enum(['contact', 'company']),
    winner: z.object({ id: Id, name: z.string() }),
    loser: z.object({ id: Id, name: z.string() }),
    mergedBy: Id.nullable(),
    mergedAt: Timestamp,
    expiresAt: Timestamp.openapi({ description: 'Until when it can be undone.' }),
    undoneAt: Timestamp.nullable(),
  })
  .openapi('Merge');

export type MergeChoice = z.infer<typeof MergeChoice>;
export type MergeField = z.infer<typeof MergeField>;
export type MergeRequest = z.infer<typeof MergeRequest>;
export type MergePair = z.infer<typeof MergeManyRequest>['pairs'][number];
export type Merge = z.infer<typeof Merge>;
