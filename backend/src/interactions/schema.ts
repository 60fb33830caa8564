// Owns the wire shapes of interactions: one message, call or meeting with a contact, on any channel.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UnloggedList } from '../never-log/schema.ts';
import { UndoToken } from '../undo/schema.ts';

export const Visibility = z.enum(['metadata', 'subject', 'full']).openapi('Visibility', {
  description:
    'What colleagues of the logger see: that it happened; also its subject; also its text. The logger always sees all.',
});
export const Channel = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,31}$/)
  .openapi({ description: 'Channel name in lower case: `email`, `telegram`, `linkedin`.' });

export const NewInteraction = z
  .object({
    contactId: Id,
    channel: Channel,
    direction: z.enum(['inbound', 'outbound']).openapi({ description: 'Seen from the organization.' }),
    externalId: z
      .string()
      .min(1)
      .max(500)
      .openapi({ description: 'The channel’s own id of the message; unique per organization and channel.' }),
    threadId: z.string().max(500).nullish(),
    subject: z.string().max(2000).nullish(),
    body: z.string().max(200_000).nullish().openapi({ description: 'Plain text.' }),
    occurredAt: Timestamp,
    visibility: Visibility.optional().openapi({
      description: 'Default: the level that the caller set for themselves.',
    }),
  })
  .openapi('NewInteraction');

export const Interaction = z
  .object({
    id: Id,
    organizationId: Id,
    contactId: Id,
    channel: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    externalId: z.string(),
    threadId: z.string().nullable(),
    subject: z.string().nullable().openapi({ description: 'Null when there is none or the caller may not see it.' }),
    body: z.string().nullable().openapi({ description: 'Null when there is none or the caller may not see it.' }),
    bodyHidden: z.boolean().openapi({ description: 'True when a text exists that the caller may not see.' }),
    occurredAt: Timestamp,
    visibility: Visibility,
    loggedBy: Id.nullable(),
    createdAt: Timestamp,
    version: z.number().int(),
  })
  .openapi('Interaction');

export const Logged = z
  .object({
    interaction: Interaction,
    created: z.boolean().openapi({ description: 'False when it was logged before.' }),
  })
  .openapi('Logged');
export const Unlogged = z
  .object({
    created: z.literal(false),
    refused: z.object({ code: z.literal('never_logged'), detail: z.string(), list: UnloggedList }),
  })
  .openapi('Unlogged', { description: 'The message was not stored, because a list forbids it.' });
export const LoggedOne = Logged.extend({ undoToken: UndoToken }).openapi('LoggedOne');

export const LogBatch = z.object({ items: z.array(NewInteraction).min(1).max(200) }).openapi('LogBatch');
export const LoggedBatch = z
  .object({ items: z.array(z.union([Logged, Unlogged])), undoToken: UndoToken })
  .openapi('LoggedBatch');

export type NewInteraction = z.infer<typeof NewInteraction>;
export type Interaction = z.infer<typeof Interaction>;
export type Logged = z.infer<typeof Logged>;
