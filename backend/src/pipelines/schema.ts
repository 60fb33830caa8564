// Owns the wire shapes of pipelines and their stages.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const StageKind = z.enum(['open', 'won', 'lost']).openapi('StageKind');

const probability = z.number().int().min(0).max(100);
const position = z.number().int().min(0).max(1000);
const name = z.string().trim().min(1).max(300);

export const Stage = z
  .object({
    id: Id,
    name: z.string(),
    kind: StageKind,
    probability: probability.openapi({ description: 'Per cent.' }),
  })
  .openapi('Stage');

export const Pipeline = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    position: z.number().int().openapi({ description: 'Its place among the pipelines, from 0.' }),
    stages: z.array(Stage).openapi({ description: 'In order.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int().openapi({ description: 'Changes of stages raise it too.' }),
  })
  .openapi('Pipeline');

export const ChangedPipeline = Pipeline.extend({ undoToken: UndoToken }).openapi('ChangedPipeline');

const stageFields = {
  name,
  kind: StageKind,
  probability: probability.openapi({
    description: 'Per cent. Left out: 50 for open, 100 for won, 0 for lost, which take no other.',
  }),
};
const fits = ({ kind, probability: given }: { kind?: string | undefined; probability?: number | undefined }) =>
  given === undefined || (kind === 'won' ? given === 100 : kind !== 'lost' || given === 0);
const fitting = { path: ['probability'], message: 'A won stage has 100 per cent, a lost one 0.' };

export const NewStage = z
  .object({ ...stageFields, kind: StageKind.default('open'), probability: stageFields.probability.optional() })
  .refine(fits, fitting)
  .openapi('NewStage');

export const AddedStage = z
  .object({
    ...stageFields,
    kind: StageKind.default('open'),
    probability: stageFields.probability.optional(),
    position: position.optional().openapi({ description: 'Place among the stages, from 0. Left out: the end.' }),
  })
  .refine(fits, fitting)
  .openapi('AddedStage');

export const StagePatch = z
  .object({ ...stageFields, position: position.openapi({ description: 'New place among the stages, from 0.' }) })
  .partial()
  .refine(fits, fitting)
  .openapi('StagePatch');

export const NewPipeline = z
  .object({
    name,
    stages: z
      .array(NewStage)
      .min(1)
      .max(50)
      .refine((stages) => stages.some(({ kind }) => kind === 'open'), { message: 'One stage must be open.' })
      .optional()
      .openapi({ description: 'In order. Left out: New, Qualified, Proposal, Negotiation, Won, Lost.' }),
  })
  .openapi('NewPipeline');

export const PipelinePatch = z
  .object({ name, position: position.openapi({ description: 'New place among the pipelines, from 0.' }) })
  .partial()
  .openapi('PipelinePatch');

export type StageKind = z.infer<typeof StageKind>;
export type Stage = z.infer<typeof Stage>;
export type Pipeline = z.infer<typeof Pipeline>;
export type NewStage = z.infer<typeof NewStage>;
export type AddedStage = z.infer<typeof AddedStage>;
export type StagePatch = z.infer<typeof StagePatch>;
export type NewPipeline = z.infer<typeof NewPipeline>;
export type PipelinePatch = z.infer<typeof PipelinePatch>;
