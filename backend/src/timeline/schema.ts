// Owns the wire shapes of timelines: everything that happened with a record, each thing in its own shape.
import { z } from '@hono/zod-openapi';
import { FieldNames } from '../custom-fields/field-names.ts';
import { StageChange } from '../deals/schema.ts';
import { Id, Timestamp } from '../http/wire.ts';
import { Interaction } from '../interactions/schema.ts';
import { Note } from '../notes/schema.ts';
import { Task } from '../tasks/schema.ts';

export const TimelineKind = z.enum(['interaction', 'note', 'task', 'stage', 'change']);
export type TimelineKind = z.infer<typeof TimelineKind>;

const common = {
  id: Id.openapi({ description: 'Of what happened. A task stands twice: created and done.' }),
  at: Timestamp,
  actorId: Id.nullable().openapi({ description: 'The member who did it, where it was one.' }),
};

export const TimelineInteraction = z
  .object({ ...common, kind: z.literal('interaction'), interaction: Interaction, contactName: z.string().nullable() })
  .openapi('TimelineInteraction');
export const TimelineNote = z.object({ ...common, kind: z.literal('note'), note: Note }).openapi('TimelineNote');
export const TimelineTask = z
  .object({ ...common, kind: z.enum(['task_created', 'task_done']), task: Task })
  .openapi('TimelineTask');
export const TimelineStage = z
  .object({
    ...common,
    kind: z.literal('stage_changed'),
    stageChange: StageChange,
    deal: z.object({ id: Id, name: z.string() }).openapi('DealRef'),
  })
  .openapi('TimelineStage');
export const TimelineChange = z
  .object({
    ...common,
    kind: z.literal('changed'),
    action: z.string().openapi({ description: '`created`, `updated`, `deleted`, `restored`, `merged`.' }),
    changes: z
      .record(z.string(), z.union([z.array(z.unknown()).length(2), z.null()]))
      .nullable()
      .openapi({
        description:
          'Field to `[old, new]`; of lists, what went and what came; own fields as `fields.<key>`. Null: the values were erased.',
      }),
    fieldNames: FieldNames,
    source: z.string().openapi({ description: '`web`, `extension`, `api`, `import`, …' }),
  })
  .openapi('TimelineChange');

export const TimelineItem = z
  .union([TimelineInteraction, TimelineNote, TimelineTask, TimelineStage, TimelineChange])
  .openapi('TimelineItem', { description: 'One thing that happened; `kind` says which.' });
export type TimelineItem = z.infer<typeof TimelineItem>;
