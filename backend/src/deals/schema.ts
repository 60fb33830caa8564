// Owns the wire shapes of deals, their board and their history.
import { z } from '@hono/zod-openapi';
import { CompanyRef } from '../companies/schema.ts';
import { FieldChanges, FieldValues } from '../custom-fields/values.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { Stage, StageKind } from '../pipelines/schema.ts';
import { TagNames } from '../tags/schema.ts';
import { Zone } from '../tasks/wall-time.ts';
import { UndoToken } from '../undo/schema.ts';
import { everything, ViewFilter } from '../views/filter.ts';
import { isCurrency } from './currency.ts';

const amount = z.number().int().min(0).max(1_000_000_000_000_000).openapi({
  description: 'Minor units of the currency: 1250 with EUR is 12.50 euros.',
});
const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, { message: 'Write an ISO 4217 code such as EUR.' })
  .openapi({ description: 'ISO 4217 code. Amount and currency are given together.' });
const day = z.iso.date().openapi({ description: 'Calendar day: `2026-12-24`.' });

export const StageRef = z.object({ id: Id, name: z.string(), kind: StageKind }).openapi('StageRef');

export const DealContact = z
  .object({
    contact: z.object({ id: Id, name: z.string() }).openapi('ContactRef'),
    role: z.string().nullable().openapi({ description: 'What the contact is in this deal: `Decides`.' }),
  })
  .openapi('DealContact');

export const DealListItem = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    pipelineId: Id,
    stage: StageRef,
    rank: z.string().openapi({ description: 'Sorts the deals of one stage, by its bytes.' }),
    amount: amount.nullable(),
    currency: z.string().nullable(),
    expectedClose: day.nullable(),
    company: z.union([CompanyRef, z.null()]),
    ownerId: Id.nullable(),
    tags: z.array(z.string()),
    fields: FieldValues,
    contacts: z.array(DealContact),
    lostReason: z.string().nullable(),
    wonAt: Timestamp.nullable(),
    lostAt: Timestamp.nullable(),
    stageSince: Timestamp,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int().openapi({ description: 'A new place within the stage does not raise it.' }),
  })
  .openapi('DealListItem');

export const Deal = DealListItem.extend({ notes: z.string().nullable() }).openapi('Deal');
export const ChangedDeal = Deal.extend({ undoToken: UndoToken }).openapi('ChangedDeal');

const fields = {
  name: z.string().trim().min(1).max(300),
  amount: amount.nullable(),
  currency: currency.nullable(),
  expectedClose: day.nullable(),
  companyId: Id.nullable(),
  ownerId: Id.nullable().openapi({ description: 'A member of the organization.' }),
  tags: TagNames,
  fields: FieldChanges,
  contacts: z
    .array(z.object({ contactId: Id, role: z.string().trim().min(1).max(100).nullish() }).openapi('NewDealContact'))
    .max(50)
    .refine((list) => new Set(list.map(({ contactId }) => contactId)).size === list.length, {
      message: 'Name each contact once.',
    })
    .openapi({ description: 'The whole set, in order.' }),
  notes: z.string().max(100_000).nullable(),
  lostReason: z.string().trim().max(1000).nullable().openapi({ description: 'Kept while the deal is lost.' }),
};

export const NewDeal = z
  .object({
    name: fields.name,
    pipelineId: Id.optional().openapi({ description: 'Left out: that of the stage, else the first pipeline.' }),
    stageId: Id.optional().openapi({ description: 'Left out: the first open stage.' }),
    amount: fields.amount.optional(),
    currency: fields.currency.optional(),
    expectedClose: fields.expectedClose.optional(),
    companyId: fields.companyId.optional(),
    ownerId: fields.ownerId.optional().openapi({ description: 'Left out: whoever creates the deal. Null: nobody.' }),
    tags: fields.tags.optional(),
    fields: fields.fields.optional(),
    contacts: fields.contacts.default([]),
    notes: fields.notes.optional(),
  })
  .openapi('NewDeal');

export const DealPatch = z.object(fields).partial().openapi('DealPatch');

export const DealMove = z
  .object({
    stageId: Id.openapi({ description: 'May belong to another pipeline.' }),
    beforeId: Id.optional().openapi({ description: 'Deal of that stage to stand directly before.' }),
    afterId: Id.optional().openapi({ description: 'Deal of that stage to stand directly after. Neither: at the top.' }),
    lostReason: fields.lostReason.optional(),
  })
  .refine(({ beforeId, afterId }) => beforeId === undefined || afterId === undefined, {
    path: ['afterId'],
    message: 'Name one neighbour, not two.',
  })
  .openapi('DealMove');

export const StageChange = z
  .object({
    id: Id,
    from: z.union([StageRef, z.null()]).openapi({ description: 'Null when the deal was created.' }),
    to: StageRef,
    changedBy: Id.nullable(),
    changedAt: Timestamp,
    secondsBefore: z.number().int().nullable().openapi({ description: 'How long it stood in the stage before.' }),
  })
  .openapi('StageChange');

export const BoardStage = Stage.extend({
  count: z.number().int().openapi({ description: 'All deals in the stage, or all that the view has there.' }),
  sums: z.array(
    z
      .object({ currency: z.string(), amount: z.number().int(), count: z.number().int() })
      .openapi('MoneySum', { description: 'One a currency, in minor units.' }),
  ),
  deals: z.array(DealListItem).openapi({ description: 'The first ones, in their order.' }),
  nextCursor: z.string().nullable().openapi({
    description: 'For the board of this stage, or `GET /v1/deals?stageId=…&sort=rank` where there is no view.',
  }),
}).openapi('BoardStage');

export const Board = z
  .object({ pipelineId: Id, name: z.string(), version: z.number().int(), stages: z.array(BoardStage) })
  .openapi('Board');

const boardPart = {
  stageId: Id.optional().openapi({ description: 'Only this stage.' }),
  cursor: z.string().max(4000).optional().openapi({ description: 'Its `nextCursor`: the deals after those before.' }),
};
const boardLimit = { description: 'Deals per stage, 1 to 100.' };

export const BoardQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25).openapi(boardLimit),
  viewId: Id.optional().openapi({ description: 'Only the deals of this view; counts and sums are of these, too.' }),
  ...boardPart,
});

export const BoardPreview = z
  .object({
    filter: ViewFilter.default(everything),
    zone: Zone.default('UTC'),
    limit: z.number().int().min(1).max(100).default(25).openapi(boardLimit),
    ...boardPart,
  })
  .openapi('BoardPreview');

export type Deal = z.infer<typeof Deal>;
export type DealListItem = z.infer<typeof DealListItem>;
export type NewDeal = z.infer<typeof NewDeal>;
export type DealPatch = z.infer<typeof DealPatch>;
export type DealMove = z.infer<typeof DealMove>;
export type StageChange = z.infer<typeof StageChange>;
export type BoardStage = z.infer<typeof BoardStage>;
export type Board = z.infer<typeof Board>;
