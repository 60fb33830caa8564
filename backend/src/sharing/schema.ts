// Owns the wire shapes of sharing one's messages: one's own level, and grants of one record's messages.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { Visibility } from '../interactions/schema.ts';
import { NewRecordRef, RecordRef } from '../records/record-ref.ts';
import { UndoToken } from '../undo/schema.ts';

export const MailSharing = z
  .object({
    level: Visibility.openapi({ description: 'What colleagues see of messages that the caller logs from now on.' }),
    others: z.number().int().openapi({ description: 'Messages that the caller logged and that have another level.' }),
  })
  .openapi('MailSharing');

export const ChangedMailSharing = MailSharing.extend({
  jobId: Id.nullable().openapi({
    description: 'The job that gives messages logged so far the level, where there are many: `GET /v1/jobs/{id}`.',
  }),
  undoToken: UndoToken.openapi({ description: 'Takes all of it back once it has ended, until ten minutes after.' }),
}).openapi('ChangedMailSharing');

export const NewMailSharing = z
  .object({
    level: Visibility,
    applyToLogged: z.boolean().default(false).openapi({
      description: 'True: what the caller has logged so far gets this level, too.',
    }),
  })
  .openapi('NewMailSharing');
export type NewMailSharing = z.infer<typeof NewMailSharing>;

export const ColleagueLevel = z
  .object({
    userId: Id,
    name: z.string(),
    level: Visibility.openapi({ description: 'What they show of messages that they log from now on.' }),
  })
  .openapi('ColleagueLevel');

export const GrantLevel = z.enum(['subject', 'full']).openapi('GrantLevel', {
  description: '`subject`: subjects. `full`: subjects and texts.',
});
export const Grantee = z
  .object({ type: z.enum(['member', 'team']), id: Id })
  .openapi('Grantee', { description: 'A colleague, by the user’s id, or a team.' });

const grant = { record: NewRecordRef, to: Grantee, level: GrantLevel.default('full') };
export const NewMailGrant = z.object(grant).openapi('NewMailGrant');
export type NewMailGrant = z.infer<typeof NewMailGrant>;

export const MailGrant = z
  .object({
    id: Id,
    organizationId: Id,
    ownerId: Id.openapi({ description: 'Whose messages these are.' }),
    record: RecordRef,
    to: Grantee,
    level: GrantLevel,
    people: z.number().int().openapi({
      description:
        'Contacts whose messages are shared: of a company or deal, those who belonged to it when this was given.',
    }),
    paused: z.number().int().openapi({
      description:
        'Contacts of these who were merged with others since. Their messages are not shown until it is given anew.',
    }),
    declinedBy: z.array(Id).openapi({
      description: 'Users who want none of what they, or a team of theirs, were given: they see nothing by it.',
    }),
    createdAt: Timestamp,
    version: z.number().int(),
  })
  .openapi('MailGrant');
export const ChangedMailGrant = MailGrant.extend({ undoToken: UndoToken }).openapi('ChangedMailGrant');
