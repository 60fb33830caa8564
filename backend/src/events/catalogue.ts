// Owns the catalogue of events: every type with its subject and payload. Webhooks, automations and documents read it.
import { z } from 'zod';
import { knownPurposes } from '../consents/purposes.ts';
import { LawfulBasis } from '../consents/schema.ts';
import { ExportFile } from '../export/files/schema.ts';
import { Visibility } from '../interactions/schema.ts';
import { Role } from '../roles/schema.ts';
import { Grantee, GrantLevel } from '../sharing/schema.ts';

const Empty = z.strictObject({});
/** Names of the fields that changed, as on the wire; never their values. */
const Changed = z.strictObject({ changed: z.array(z.string()).min(1) });
const LoggedMessage = z.strictObject({
  contactId: z.uuid(),
  channel: z.string(),
  direction: z.enum(['inbound', 'outbound']),
});
const InRole = z.strictObject({ role: Role });
const RecordType = z.enum(['contact', 'company', 'deal']);
/** Where the deals of the stage went, if it had any. */
const RemovedStage = z.strictObject({
  stageId: z.uuid(),
  movedTo: z.uuid().nullable(),
  deals: z.number().int().min(0),
});
const RecordRef = z.strictObject({ type: z.enum(['contact', 'company']), id: z.uuid() });
const Relating = z.strictObject({
  kind: z.enum(['introduced_by', 'reports_to', 'partner', 'family', 'custom']),
  from: RecordRef,
  to: RecordRef,
});
/** Stages by id; pipeline and kind are those of the new one. */
const ChangedStage = z.strictObject({
  pipelineId: z.uuid(),
  from: z.uuid(),
  to: z.uuid(),
  kind: z.enum(['open', 'won', 'lost']),
});

const AboutRecord = z.strictObject({
  record: z.union([z.strictObject({ type: z.enum(['contact', 'company', 'deal']), id: z.uuid() }), z.null()]),
});
/** `repeats` is the occurrence before. */
const NewTask = AboutRecord.extend({ assigneeId: z.uuid().nullable(), repeats: z.uuid().nullable() });

const Members = z.array(z.uuid());
/** Rows by outcome. */
const ImportedRows = z.strictObject({
  create: z.number().int(),
  update: z.number().int(),
  skip: z.number().int(),
  invalid: z.number().int(),
});

/** Purposes in an organization's own words stay out; whoever needs them reads the entry. */
const ConsentFor = z.strictObject({
  contactId: z.uuid(),
  basis: LawfulBasis,
  purpose: z.enum(knownPurposes).nullable(),
});

/** One record's messages, of one person, for one colleague or team. */
const Granting = z.strictObject({ record: z.strictObject({ type: RecordType, id: z.uuid() }), to: Grantee });

/** The subject is the winner. */
const Merged = z.strictObject({ loserId: z.uuid(), mergeId: z.uuid() });

const MadeExport = z.strictObject({ file: ExportFile });

/** Two contacts or two companies. */
const Pair = z.strictObject({ recordType: z.enum(['contact', 'company']), ids: z.tuple([z.uuid(), z.uuid()]) });

export const eventCatalogue = {
  // Written by the database when somebody signs up.
  'user.created': { subject: 'user', payload: Empty },
  'contact.created': { subject: 'contact', payload: Empty },
  'contact.updated': { subject: 'contact', payload: Changed },
  'contact.deleted': { subject: 'contact', payload: Empty },
  'contact.restored': { subject: 'contact', payload: Empty },
  'contact.erased': { subject: 'contact', payload: Empty },
  'contact.purged': { subject: 'contact', payload: Empty },
  'contact.merged': { subject: 'contact', payload: Merged },
  'contact.unmerged': { subject: 'contact', payload: Merged },
  'company.merged': { subject: 'company', payload: Merged },
  'company.unmerged': { subject: 'company', payload: Merged },
  'duplicate.dismissed': { subject: 'duplicate', payload: Pair },
  'duplicate.restored': { subject: 'duplicate', payload: Pair },
  'company.created': { subject: 'company', payload: Empty },
  'company.updated': { subject: 'company', payload: Changed },
  'company.deleted': { subject: 'company', payload: Empty },
  'company.restored': { subject: 'company', payload: Empty },
  'tag.updated': { subject: 'tag', payload: Changed },
  'tag.deleted': { subject: 'tag', payload: Empty },
  'tag.merged': { subject: 'tag', payload: z.strictObject({ into: z.uuid() }) },
  'tag.restored': { subject: 'tag', payload: Empty },
  'custom_field.created': { subject: 'custom_field', payload: z.strictObject({ recordType: RecordType }) },
  'custom_field.updated': { subject: 'custom_field', payload: Changed },
  'custom_field.archived': { subject: 'custom_field', payload: Empty },
  'custom_field.restored': { subject: 'custom_field', payload: Empty },
  'company.purged': { subject: 'company', payload: Empty },
  'interaction.logged': { subject: 'interaction', payload: LoggedMessage },
  'interaction.forgotten': { subject: 'interaction', payload: z.strictObject({ contactId: z.uuid() }) },
  'consent.given': { subject: 'consent', payload: ConsentFor },
  'consent.withdrawn': { subject: 'consent', payload: ConsentFor },
  'consent.struck': { subject: 'consent', payload: z.strictObject({ contactId: z.uuid() }) },
  // The subject is the person; `messages` of theirs got the level, too.
  'mail_sharing.updated': {
    subject: 'mail_sharing',
    payload: z.strictObject({ level: Visibility, messages: z.number().int() }),
  },
  'mail_grant.added': { subject: 'mail_grant', payload: Granting.extend({ level: GrantLevel }) },
  'mail_grant.removed': { subject: 'mail_grant', payload: Granting },
  // By whoever was given it; who that is stands in the actor.
  'mail_grant.declined': { subject: 'mail_grant_answer', payload: Empty },
  'mail_grant.accepted': { subject: 'mail_grant_answer', payload: Empty },
  'workspace.created': { subject: 'workspace', payload: Empty },
  'workspace.updated': { subject: 'workspace', payload: Changed },
  'workspace.archived': { subject: 'workspace', payload: Empty },
  'workspace.restored': { subject: 'workspace', payload: Empty },
  'retention.updated': { subject: 'retention', payload: Changed },
  // Written by the sweep: how many went.
  'retention.enforced': {
    subject: 'retention',
    payload: z.strictObject({ messages: z.number().int(), contacts: z.number().int() }),
  },
  'never_log.added': { subject: 'never_log', payload: Empty },
  'never_log.removed': { subject: 'never_log', payload: Empty },
  'protected_recipient.added': { subject: 'protected_recipient', payload: Empty },
  'protected_recipient.removed': { subject: 'protected_recipient', payload: Empty },
  'api_key.created': { subject: 'api_key', payload: Empty },
  'api_key.updated': { subject: 'api_key', payload: z.strictObject({ fields: z.array(z.string()) }) },
  'api_key.revoked': { subject: 'api_key', payload: Empty },
  'invitation.created': { subject: 'invitation', payload: InRole },
  'invitation.resent': { subject: 'invitation', payload: Empty },
  'invitation.revoked': { subject: 'invitation', payload: Empty },
  // Both written by the database when somebody accepts.
  'invitation.accepted': { subject: 'invitation', payload: Empty },
  'member.joined': { subject: 'member', payload: InRole },
  'member.role_changed': { subject: 'member', payload: z.strictObject({ from: Role, to: Role }) },
  'member.removed': { subject: 'member', payload: z.strictObject({ left: z.boolean() }) },
  'organization.updated': { subject: 'organization', payload: Changed },
  'embed_key.created': { subject: 'embed_key', payload: Empty },
  'embed_key.revoked': { subject: 'embed_key', payload: Empty },
  'pipeline.created': { subject: 'pipeline', payload: Empty },
  'pipeline.updated': { subject: 'pipeline', payload: Changed },
  'pipeline.deleted': { subject: 'pipeline', payload: Empty },
  'pipeline.restored': { subject: 'pipeline', payload: Empty },
  'pipeline.purged': { subject: 'pipeline', payload: Empty },
  'pipeline.stage_added': { subject: 'pipeline', payload: z.strictObject({ stageId: z.uuid() }) },
  'pipeline.stage_changed': { subject: 'pipeline', payload: Changed.extend({ stageId: z.uuid() }) },
  'pipeline.stage_removed': { subject: 'pipeline', payload: RemovedStage },
  'deal.created': { subject: 'deal', payload: Empty },
  'deal.updated': { subject: 'deal', payload: Changed },
  'deal.deleted': { subject: 'deal', payload: Empty },
  'deal.restored': { subject: 'deal', payload: Empty },
  'deal.purged': { subject: 'deal', payload: Empty },
  'deal.stage_changed': { subject: 'deal', payload: ChangedStage },
  'relation.created': { subject: 'relation', payload: Relating },
  'relation.updated': { subject: 'relation', payload: Changed },
  'relation.deleted': { subject: 'relation', payload: Relating },
  'relation_label.renamed': { subject: 'relation_label', payload: Empty },
  'relation.restored': { subject: 'relation', payload: Relating },
  'contact.cadence_set': {
    subject: 'contact',
    payload: z.strictObject({ every: z.number().int(), unit: z.enum(['day', 'week', 'month']) }),
  },
  'contact.cadence_cleared': { subject: 'contact', payload: Empty },
  // Written by the sweep, at each reminder and at the due time.
  'task.due': {
    subject: 'task',
    payload: AboutRecord.extend({ assigneeId: z.uuid().nullable(), dueAt: z.string(), reminderAt: z.string() }),
  },
  'task.created': { subject: 'task', payload: NewTask },
  'task.updated': { subject: 'task', payload: Changed },
  'task.completed': { subject: 'task', payload: AboutRecord.extend({ nextId: z.uuid().nullable() }) },
  'task.reopened': { subject: 'task', payload: AboutRecord },
  'task.snoozed': { subject: 'task', payload: z.strictObject({ until: z.iso.datetime() }) },
  'task.deleted': { subject: 'task', payload: Empty },
  'task.restored': { subject: 'task', payload: Empty },
  'note.created': { subject: 'note', payload: AboutRecord.extend({ mentions: Members }) },
  // Members who are mentioned now and were not before.
  'note.updated': { subject: 'note', payload: Changed.extend({ mentioned: Members }) },
  'note.deleted': { subject: 'note', payload: Empty },
  'note.restored': { subject: 'note', payload: Empty },
  'view.created': { subject: 'view', payload: Empty },
  'view.updated': { subject: 'view', payload: Changed },
  'view.deleted': { subject: 'view', payload: Empty },
  'view.restored': { subject: 'view', payload: Empty },
  /** A file was made that somebody asked for. */
  'export.made': { subject: 'export', payload: MadeExport },
  'import.finished': { subject: 'import', payload: ImportedRows },
  'import.undone': { subject: 'import', payload: z.strictObject({ undone: z.number().int(), left: z.number().int() }) },
  'role.created': { subject: 'role', payload: Empty },
  'role.updated': { subject: 'role', payload: Changed },
  'role.deleted': { subject: 'role', payload: Empty },
  'team.created': { subject: 'team', payload: Empty },
  'team.updated': { subject: 'team', payload: Changed },
  'team.deleted': { subject: 'team', payload: Empty },
  'team.restored': { subject: 'team', payload: Empty },
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventPayload<T extends EventType> = z.input<(typeof eventCatalogue)[T]['payload']>;
