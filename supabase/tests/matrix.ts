// Owns who may do what to every table of the schema.
import type { Tx } from '../../backend/src/db/tenant.ts';
import { type ActorName, actorNames, type Rows } from './actors.ts';
import { plainTables } from './plain-tables.ts';

export type Act = (tx: Tx, rows: Rows) => Promise<{ count: number }>;
export interface Rule {
  /** Who may; everybody else may not. */
  may: ActorName[];
  act: Act;
}
export type Operation = 'select' | 'insert' | 'update' | 'delete';

/** Who works there and sees all records. What those may who see some, `reach.ts` derives. */
export const people: ActorName[] = ['owner', 'admin', 'member', 'colleague', 'approver', 'viewer', 'custom'];
export const readers: ActorName[] = [...people, 'embed'];
export const writers: ActorName[] = ['owner', 'admin', 'member', 'colleague', 'custom'];
export const managers: ActorName[] = ['owner', 'admin'];
export const nobody: ActorName[] = [];

/** The rules of a plain table. */
const plain = (table: string): Record<Operation, Rule> => ({
  select: {
    may: people,
    act: (tx, { organization }) => tx`select from app.${tx(table)} where organization_id = ${organization}`,
  },
  insert: {
    may: writers,
    act: (tx, { organization }) =>
      tx`insert into app.${tx(table)} (organization_id, name) values (${organization}, 'New')`,
  },
  update: {
    may: writers,
    act: (tx, { organization }) =>
      tx`update app.${tx(table)} set name = 'Other' where organization_id = ${organization}`,
  },
  delete: {
    may: nobody,
    act: (tx, { organization }) => tx`delete from app.${tx(table)} where organization_id = ${organization}`,
  },
});

/** Every table of the schema, every operation. A new table adds a block; the walk over the schema asks for it. */
/** A table that nobody reaches but through functions. */
const closed = (table: string, insert: string): Record<Operation, Rule> => ({
  select: { may: nobody, act: (tx) => tx`select from app.${tx(table)}` },
  insert: { may: nobody, act: (tx) => tx.unsafe(insert) },
  update: { may: nobody, act: (tx) => tx`update app.${tx(table)} set created_at = now()` },
  delete: { may: nobody, act: (tx) => tx`delete from app.${tx(table)}` },
});

export const matrix: Record<string, Record<Operation, Rule>> = {
  ...Object.fromEntries(plainTables.map((table) => [table, plain(table)])),
  permissions_of_people: {
    // Only app.grantable_to_keys reads it.
    select: { may: nobody, act: (tx) => tx`select from app.permissions_of_people` },
    insert: { may: nobody, act: (tx) => tx`insert into app.permissions_of_people values ('x.read')` },
    update: { may: nobody, act: (tx) => tx`update app.permissions_of_people set permission = 'x.read'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.permissions_of_people` },
  },
  event_subjects: {
    // Only app.record_events reads it.
    select: { may: nobody, act: (tx) => tx`select from app.event_subjects` },
    insert: { may: nobody, act: (tx) => tx`insert into app.event_subjects values ('contact', 'contacts.read')` },
    update: { may: nobody, act: (tx) => tx`update app.event_subjects set permission = 'contacts.read'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.event_subjects` },
  },
  views: {
    select: { may: readers, act: (tx, { view }) => tx`select from app.views where id = ${view}` },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.views (organization_id, name, resource, owner_id)
        values (${organization}, 'New', 'contacts', auth.uid())`,
    },
    update: {
      // Its owner, and those who manage the organization, because it is shared.
      may: ['owner', 'admin', 'member'],
      act: (tx, { view }) => tx`update app.views set name = 'Other' where id = ${view}`,
    },
    delete: { may: nobody, act: (tx, { view }) => tx`delete from app.views where id = ${view}` },
  },
  search_kinds: {
    // Only app.search and app.find_records read it.
    select: { may: nobody, act: (tx) => tx`select from app.search_kinds` },
    insert: { may: nobody, act: (tx) => tx`insert into app.search_kinds values ('secret', 'contacts.read')` },
    update: { may: nobody, act: (tx) => tx`update app.search_kinds set permission = 'contacts.read'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.search_kinds` },
  },
  search_lexicon: {
    select: {
      may: nobody,
      act: (tx, { organization }) => tx`select from app.search_lexicon where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`insert into app.search_lexicon (organization_id, word) values (${organization}, 'invented')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.search_lexicon set word = 'other' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.search_lexicon where organization_id = ${organization}`,
    },
  },
  search_pending: {
    // Written and emptied by triggers within a transaction.
    select: { may: nobody, act: (tx) => tx`select from app.search_pending` },
    insert: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`insert into app.search_pending (place, kind, ids) values (${organization}, 'contact', '{}')`,
    },
    update: { may: nobody, act: (tx) => tx`update app.search_pending set kind = 'deal'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.search_pending` },
  },
  search_documents: {
    // Only app.search and app.find_records read it, triggers alone write it.
    select: {
      may: nobody,
      act: (tx, { organization }) => tx`select from app.search_documents where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, free }) => tx`
        insert into app.search_documents (organization_id, kind, record_id, at)
        values (${organization}, 'contact', ${free}, now())`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.search_documents set visibility = 'full' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.search_documents where organization_id = ${organization}`,
    },
  },
  organizations: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.organizations where id = ${organization}`,
    },
    insert: { may: nobody, act: (tx) => tx`insert into app.organizations (name) values ('New')` },
    update: {
      may: managers,
      act: (tx, { organization }) => tx`update app.organizations set name = 'Other' where id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.organizations where id = ${organization}`,
    },
  },
  memberships: {
    select: { may: people, act: (tx, { member }) => tx`select from app.memberships where user_id = ${member}` },
    insert: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`insert into app.memberships (organization_id, user_id, role) values (${organization}, auth.uid(), 'owner')`,
    },
    update: {
      // That only owners touch owners, members.test.ts tells.
      may: managers,
      act: (tx, { member }) => tx`update app.memberships set role = 'viewer' where user_id = ${member}`,
    },
    delete: {
      // Everybody may leave.
      may: [...managers, 'member'],
      act: (tx, { member }) => tx`delete from app.memberships where user_id = ${member}`,
    },
  },
  invitations: {
    select: {
      may: managers,
      act: (tx, { organization }) => tx`select id from app.invitations where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.invitations (organization_id, email, role, token_hash, language, invited_by, expires_at)
        values (${organization}, 'new@people.example', 'admin', sha256('new'), 'en', auth.uid(), now())`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.invitations set revoked_at = now() where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.invitations where organization_id = ${organization}`,
    },
  },
  role_permissions: {
    // The same for every organization, and no secret.
    select: {
      may: actorNames.filter((name) => name !== 'anon'),
      act: (tx) => tx`select from app.role_permissions`,
    },
    insert: { may: nobody, act: (tx) => tx`insert into app.role_permissions values ('viewer', 'contacts.write')` },
    update: {
      may: nobody,
      act: (tx) => tx`update app.role_permissions set role = 'viewer' where permission = 'keys.manage'`,
    },
    delete: { may: nobody, act: (tx) => tx`delete from app.role_permissions` },
  },
  embed_keys: {
    select: { may: managers, act: (tx, { key }) => tx`select from app.embed_keys where id = ${key}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions)
        values (${organization}, 'New', 'pk_new', '{}', '{}', '{}')`,
    },
    update: { may: managers, act: (tx, { key }) => tx`update app.embed_keys set revoked_at = now() where id = ${key}` },
    delete: { may: nobody, act: (tx, { key }) => tx`delete from app.embed_keys where id = ${key}` },
  },
  events: {
    select: { may: managers, act: (tx, { contact }) => tx`select from app.events where subject_id = ${contact}` },
    insert: {
      may: nobody,
      act: (tx, { organization, contact }) => tx`
        insert into app.events (organization_id, type, subject_type, subject_id, actor)
        values (${organization}, 'contact.deleted', 'contact', ${contact}, '{}')`,
    },
    update: {
      may: nobody,
      act: (tx, { contact }) => tx`update app.events set payload = '{}' where subject_id = ${contact}`,
    },
    delete: { may: nobody, act: (tx, { contact }) => tx`delete from app.events where subject_id = ${contact}` },
  },
  merge_rules: {
    // Only the merge itself reads it.
    select: { may: nobody, act: (tx) => tx`select from app.merge_rules` },
    insert: {
      may: nobody,
      act: (tx) =>
        tx`insert into app.merge_rules (record_type, table_name, column_name, place) values ('contact', 'x', 'x', 1)`,
    },
    update: { may: nobody, act: (tx) => tx`update app.merge_rules set derived = true` },
    delete: { may: nobody, act: (tx) => tx`delete from app.merge_rules` },
  },
  merges: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.merges where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, contact, free }) => tx`
        insert into app.merges (organization_id, record_type, winner_id, loser_id, winner_before, winner_after, loser_before,
          moved, changed, dropped, expires_at)
        values (${organization}, 'contact', ${contact}, ${free}, '{}', '{}', '{}', '[]', '[]', '[]', now())`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.merges set undone_at = now() where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.merges where organization_id = ${organization}`,
    },
  },
  undo_offers: {
    // Each person's own.
    select: {
      may: ['member'],
      act: (tx, { organization }) => tx`select from app.undo_offers where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.undo_offers (organization_id, actor_id, token_hash, kind, payload, expires_at)
        values (${organization}, auth.uid(), repeat('b', 64), 'x', '{}', now())`,
    },
    update: {
      may: ['member'],
      act: (tx, { organization }) =>
        tx`update app.undo_offers set used_at = now() where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.undo_offers where organization_id = ${organization}`,
    },
  },
  audit_log: {
    // Written by triggers alone.
    select: { may: managers, act: (tx, { contact }) => tx`select from app.audit_log where record_id = ${contact}` },
    insert: {
      may: nobody,
      act: (tx, { organization, contact }) => tx`
        insert into app.audit_log (organization_id, resource, record_id, action, actor, source)
        values (${organization}, 'contact', ${contact}, 'deleted', '{}', 'web')`,
    },
    update: {
      may: nobody,
      act: (tx, { contact }) => tx`update app.audit_log set changes = null where record_id = ${contact}`,
    },
    delete: { may: nobody, act: (tx, { contact }) => tx`delete from app.audit_log where record_id = ${contact}` },
  },
  never_log: {
    // Each person's own.
    select: {
      may: ['member'],
      act: (tx, { organization }) => tx`select from app.never_log where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.never_log (organization_id, user_id, kind, value)
        values (${organization}, auth.uid(), 'domain', 'new.example')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.never_log set value = 'other.example' where organization_id = ${organization}`,
    },
    delete: {
      may: ['member'],
      act: (tx, { organization }) => tx`delete from app.never_log where organization_id = ${organization}`,
    },
  },
  retention: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.retention where organization_id = ${organization}`,
    },
    insert: {
      // The organization has its row: whoever may is told so before anything else.
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.retention (organization_id, messages_months) values (${organization}, 12)
        on conflict (organization_id) do update set messages_months = 13`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.retention set messages_months = 1 where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.retention where organization_id = ${organization}`,
    },
  },
  protected_recipients: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.protected_recipients where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.protected_recipients (organization_id, kind, value)
        values (${organization}, 'domain', 'new.example')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.protected_recipients set value = 'other.example' where organization_id = ${organization}`,
    },
    delete: {
      may: managers,
      act: (tx, { organization }) => tx`delete from app.protected_recipients where organization_id = ${organization}`,
    },
  },
  api_keys: {
    select: {
      may: managers,
      act: (tx, { organization }) => tx`select id from app.api_keys where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.api_keys (organization_id, name, mode, prefix, hash, permissions, created_by)
        values (${organization}, 'New', 'live', 'sk_live_0000', sha256('new'), '{contacts.read}', auth.uid())`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) => tx`update app.api_keys set name = 'Other' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.api_keys where organization_id = ${organization}`,
    },
  },
  embed_identities: {
    // Written with the key, and read by nobody.
    select: {
      may: nobody,
      act: (tx, { organization }) => tx`select from app.embed_identities where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization, identifiedKey }) => tx`
        insert into app.embed_identities (embed_key_id, organization_id, sealed)
        values (${identifiedKey}, ${organization}, 'v1.key.sealed')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.embed_identities set sealed = '' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.embed_identities where organization_id = ${organization}`,
    },
  },
  // Through functions only.
  pairing_codes: closed(
    'pairing_codes',
    'insert into app.pairing_codes values (app.uuid_v7(), auth.uid(), sha256($$x$$))',
  ),
  paired_sessions: closed('paired_sessions', 'insert into app.paired_sessions values (app.uuid_v7(), auth.uid())'),
  embed_identity_uses: {
    select: { may: nobody, act: (tx) => tx`select from app.embed_identity_uses` },
    insert: {
      may: nobody,
      act: (tx, { key }) => tx`insert into app.embed_identity_uses values (${key}, sha256('x'), now())`,
    },
    update: { may: nobody, act: (tx) => tx`update app.embed_identity_uses set expires_at = now()` },
    delete: { may: nobody, act: (tx) => tx`delete from app.embed_identity_uses` },
  },
  audit_seals: {
    // Written by the sweep that seals the log.
    select: {
      may: managers,
      act: (tx, { organization }) => tx`select from app.audit_seals where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization }) => tx`
        insert into app.audit_seals (organization_id, number, lines, digest, chain, key_id, mac)
        values (${organization}, 99, 1, '', '', '', '')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) => tx`update app.audit_seals set mac = '' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.audit_seals where organization_id = ${organization}`,
    },
  },
  idempotency_keys: {
    // Each person's own.
    select: {
      may: ['member'],
      act: (tx, { organization }) => tx`select from app.idempotency_keys where organization_id = ${organization}`,
    },
    insert: {
      may: people,
      act: (tx, { organization }) => tx`
        insert into app.idempotency_keys (organization_id, actor_id, key, request_hash)
        values (${organization}, auth.uid(), 'new', 'hash')`,
    },
    update: {
      may: ['member'],
      act: (tx, { organization }) =>
        tx`update app.idempotency_keys set status = 200 where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.idempotency_keys where organization_id = ${organization}`,
    },
  },
  jobs: {
    // Each person's own, and all for those who manage the organization.
    select: { may: [...managers, 'member'], act: (tx, { job }) => tx`select from app.jobs where id = ${job}` },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.jobs (organization_id, kind, started_by) values (${organization}, 'test.run', auth.uid())`,
    },
    update: {
      may: [...managers, 'member'],
      act: (tx, { job }) => tx`update app.jobs set cancel_requested_at = now() where id = ${job}`,
    },
    delete: { may: nobody, act: (tx, { job }) => tx`delete from app.jobs where id = ${job}` },
  },
  companies: {
    select: { may: readers, act: (tx, { company }) => tx`select from app.companies where id = ${company}` },
    insert: {
      may: writers,
      act: (tx, { organization }) =>
        tx`insert into app.companies (organization_id, name) values (${organization}, 'New')`,
    },
    update: {
      may: writers,
      act: (tx, { company }) => tx`update app.companies set name = 'Other' where id = ${company}`,
    },
    delete: { may: nobody, act: (tx, { company }) => tx`delete from app.companies where id = ${company}` },
  },
  contacts: {
    select: { may: readers, act: (tx, { contact }) => tx`select from app.contacts where id = ${contact}` },
    insert: {
      may: writers,
      act: (tx, { organization }) =>
        tx`insert into app.contacts (organization_id, name) values (${organization}, 'New')`,
    },
    update: {
      may: writers,
      act: (tx, { contact }) => tx`update app.contacts set name = 'Other' where id = ${contact}`,
    },
    delete: { may: nobody, act: (tx, { contact }) => tx`delete from app.contacts where id = ${contact}` },
  },
  contact_points: {
    select: { may: readers, act: (tx, { point }) => tx`select from app.contact_points where id = ${point}` },
    insert: {
      may: writers,
      act: (tx, { organization, contact }) => tx`
        insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
        values (${organization}, ${contact}, 'url', 'acme.example', 'https://acme.example')`,
    },
    update: {
      may: writers,
      act: (tx, { point }) => tx`update app.contact_points set value = 'ADA@acme.example' where id = ${point}`,
    },
    delete: { may: writers, act: (tx, { point }) => tx`delete from app.contact_points where id = ${point}` },
  },
  employments: {
    select: { may: readers, act: (tx, { contact }) => tx`select from app.employments where contact_id = ${contact}` },
    insert: {
      may: writers,
      act: (tx, { organization, contact, company }) => tx`
        insert into app.employments (organization_id, contact_id, company_id, title, position)
        values (${organization}, ${contact}, ${company}, 'Adviser', 1)`,
    },
    update: {
      may: writers,
      act: (tx, { contact }) => tx`update app.employments set title = 'Adviser' where contact_id = ${contact}`,
    },
    delete: { may: writers, act: (tx, { contact }) => tx`delete from app.employments where contact_id = ${contact}` },
  },
  custom_fields: {
    select: { may: readers, act: (tx, { field }) => tx`select from app.custom_fields where id = ${field}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.custom_fields (organization_id, record_type, key, name, type)
        values (${organization}, 'deal', 'new', 'New', 'text')`,
    },
    update: {
      may: managers,
      act: (tx, { field }) => tx`update app.custom_fields set name = 'Other' where id = ${field}`,
    },
    delete: { may: nobody, act: (tx, { field }) => tx`delete from app.custom_fields where id = ${field}` },
  },
  field_values: {
    // Written by trigger alone.
    select: { may: readers, act: (tx, { field }) => tx`select from app.field_values where field_id = ${field}` },
    insert: {
      may: nobody,
      act: (tx, { organization, field, company }) => tx`
        insert into app.field_values (organization_id, record_id, field_id, record_type, text_value)
        values (${organization}, ${company}, ${field}, 'company', 'new')`,
    },
    update: {
      may: nobody,
      act: (tx, { field }) => tx`update app.field_values set text_value = 'x' where field_id = ${field}`,
    },
    delete: { may: nobody, act: (tx, { field }) => tx`delete from app.field_values where field_id = ${field}` },
  },
  tags: {
    select: {
      may: readers,
      act: (tx, { organization }) => tx`select from app.tags where organization_id = ${organization}`,
    },
    // Else by trigger: this is for undo.
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`insert into app.tags (organization_id, name) values (${organization}, 'New')`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) => tx`update app.tags set hue = 3 where organization_id = ${organization}`,
    },
    delete: {
      may: managers,
      act: (tx, { organization }) => tx`delete from app.tags where organization_id = ${organization}`,
    },
  },
  tag_uses: {
    // Written by trigger alone.
    select: { may: readers, act: (tx, { contact }) => tx`select from app.tag_uses where record_id = ${contact}` },
    insert: {
      may: nobody,
      act: (tx, { organization, contact }) => tx`
        insert into app.tag_uses (organization_id, record_type, folded, record_id)
        values (${organization}, 'contact', 'new', ${contact})`,
    },
    update: {
      may: nobody,
      act: (tx, { contact }) => tx`update app.tag_uses set folded = 'x' where record_id = ${contact}`,
    },
    delete: { may: nobody, act: (tx, { contact }) => tx`delete from app.tag_uses where record_id = ${contact}` },
  },
  company_domains: {
    // Written by trigger alone.
    select: {
      may: readers,
      act: (tx, { company }) => tx`select from app.company_domains where company_id = ${company}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, company }) => tx`
        insert into app.company_domains (organization_id, domain, company_id)
        values (${organization}, 'new.example', ${company})`,
    },
    update: {
      may: nobody,
      act: (tx, { company }) => tx`update app.company_domains set domain = 'x.example' where company_id = ${company}`,
    },
    delete: {
      may: nobody,
      act: (tx, { company }) => tx`delete from app.company_domains where company_id = ${company}`,
    },
  },
  company_points: {
    select: {
      may: readers,
      act: (tx, { company }) => tx`select from app.company_points where company_id = ${company}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization, company }) => tx`
        insert into app.company_points (organization_id, company_id, kind, value, normalized)
        values (${organization}, ${company}, 'phone', '+49301234567', '+49301234567')`,
    },
    update: {
      may: writers,
      act: (tx, { company }) => tx`update app.company_points set position = 7 where company_id = ${company}`,
    },
    delete: {
      may: writers,
      act: (tx, { company }) => tx`delete from app.company_points where company_id = ${company}`,
    },
  },
  interactions: {
    select: { may: readers, act: (tx, { interaction }) => tx`select from app.interactions where id = ${interaction}` },
    insert: {
      may: writers,
      act: (tx, { organization, contact }) => tx`
        insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
        values (${organization}, ${contact}, 'email', 'inbound', 'new', now(), auth.uid())`,
    },
    // The logger's, and whoever manages the organization.
    update: {
      may: ['owner', 'admin', 'member'],
      act: (tx, { interaction }) => tx`update app.interactions set deleted_at = now() where id = ${interaction}`,
    },
    delete: { may: nobody, act: (tx, { interaction }) => tx`delete from app.interactions where id = ${interaction}` },
  },
  interaction_texts: {
    select: {
      may: readers,
      act: (tx, { interaction }) => tx`select from app.interaction_texts where interaction_id = ${interaction}`,
    },
    insert: {
      may: ['member'],
      act: (tx, { organization, bare }) => tx`
        insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
        values (${bare}, 'body', ${organization}, auth.uid(), 'subject', 'Text')`,
    },
    update: {
      may: nobody,
      act: (tx, { interaction }) =>
        tx`update app.interaction_texts set content = 'x' where interaction_id = ${interaction}`,
    },
    delete: {
      may: nobody,
      act: (tx, { interaction }) => tx`delete from app.interaction_texts where interaction_id = ${interaction}`,
    },
  },
  pipelines: {
    select: { may: readers, act: (tx, { pipeline }) => tx`select from app.pipelines where id = ${pipeline}` },
    insert: {
      may: managers,
      act: (tx, { organization }) =>
        tx`insert into app.pipelines (organization_id, name, rank) values (${organization}, 'New', 'a9')`,
    },
    update: {
      may: managers,
      act: (tx, { pipeline }) => tx`update app.pipelines set name = 'Other' where id = ${pipeline}`,
    },
    delete: { may: nobody, act: (tx, { pipeline }) => tx`delete from app.pipelines where id = ${pipeline}` },
  },
  pipeline_stages: {
    select: { may: readers, act: (tx, { stage }) => tx`select from app.pipeline_stages where id = ${stage}` },
    insert: {
      may: managers,
      act: (tx, { organization, pipeline }) => tx`
        insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
        values (${organization}, ${pipeline}, 'New', 'open', 50, 'a9')`,
    },
    update: {
      may: managers,
      act: (tx, { stage }) => tx`update app.pipeline_stages set name = 'Other' where id = ${stage}`,
    },
    delete: { may: nobody, act: (tx, { stage }) => tx`delete from app.pipeline_stages where id = ${stage}` },
  },
  deals: {
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deals where id = ${deal}` },
    insert: {
      may: writers,
      act: (tx, { organization, pipeline, stage }) => tx`
        insert into app.deals (organization_id, name, pipeline_id, stage_id, rank)
        values (${organization}, 'New', ${pipeline}, ${stage}, replace(gen_random_uuid()::text, '-', ''))`,
    },
    update: { may: writers, act: (tx, { deal }) => tx`update app.deals set name = 'Other' where id = ${deal}` },
    delete: { may: nobody, act: (tx, { deal }) => tx`delete from app.deals where id = ${deal}` },
  },
  deal_contacts: {
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deal_contacts where deal_id = ${deal}` },
    insert: {
      may: writers,
      act: (tx, { organization, deal, free }) => tx`
        insert into app.deal_contacts (organization_id, deal_id, contact_id) values (${organization}, ${deal}, ${free})`,
    },
    update: {
      may: nobody,
      act: (tx, { deal }) => tx`update app.deal_contacts set role = 'Other' where deal_id = ${deal}`,
    },
    delete: { may: writers, act: (tx, { deal }) => tx`delete from app.deal_contacts where deal_id = ${deal}` },
  },
  connection_strengths: {
    // Kept by triggers alone.
    select: {
      may: readers,
      act: (tx, { contact }) => tx`select from app.connection_strengths where contact_id = ${contact}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, free }) =>
        tx`insert into app.connection_strengths (organization_id, contact_id) values (${organization}, ${free})`,
    },
    update: {
      may: nobody,
      act: (tx, { contact }) => tx`update app.connection_strengths set inbound = 1 where contact_id = ${contact}`,
    },
    delete: {
      may: nobody,
      act: (tx, { contact }) => tx`delete from app.connection_strengths where contact_id = ${contact}`,
    },
  },
  relation_labels: {
    select: {
      may: readers,
      act: (tx, { organization }) => tx`select from app.relation_labels where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization }) =>
        tx`insert into app.relation_labels (organization_id, label) values (${organization}, 'Neighbour')`,
    },
    update: {
      may: writers,
      act: (tx, { organization }) =>
        tx`update app.relation_labels set label = 'Other' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.relation_labels where organization_id = ${organization}`,
    },
  },
  relations: {
    select: { may: readers, act: (tx, { relation }) => tx`select from app.relations where id = ${relation}` },
    insert: {
      may: writers,
      act: (tx, { organization, contact, company }) => tx`
        insert into app.relations (organization_id, kind, from_contact_id, to_company_id)
        values (${organization}, 'introduced_by', ${contact}, ${company})`,
    },
    update: { may: writers, act: (tx, { relation }) => tx`update app.relations set note = 'x' where id = ${relation}` },
    delete: { may: nobody, act: (tx, { relation }) => tx`delete from app.relations where id = ${relation}` },
  },
  match_keys: {
    // Kept by trigger alone.
    select: {
      may: readers,
      act: (tx, { organization }) => tx`select from app.match_keys where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, contact }) => tx`
        insert into app.match_keys (organization_id, record_type, key, record_id)
        values (${organization}, 'contact', 'x', ${contact})`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) => tx`update app.match_keys set key = 'x' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.match_keys where organization_id = ${organization}`,
    },
  },
  distinct_pairs: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.distinct_pairs where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization, contact, free }) => tx`
        insert into app.distinct_pairs (organization_id, contact_id, other_contact_id)
        values (${organization}, ${contact}, ${free})`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.distinct_pairs set version = 2 where organization_id = ${organization}`,
    },
    delete: {
      may: writers,
      act: (tx, { organization }) => tx`delete from app.distinct_pairs where organization_id = ${organization}`,
    },
  },
  stage_totals: {
    // Kept by trigger alone.
    select: {
      may: readers,
      act: (tx, { organization }) => tx`select from app.stage_totals where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, stage }) => tx`
        insert into app.stage_totals (organization_id, stage_id, currency, deals, amount)
        values (${organization}, ${stage}, 'CHF', 1, 1)`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) => tx`update app.stage_totals set deals = 9 where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.stage_totals where organization_id = ${organization}`,
    },
  },
  deal_stage_changes: {
    // Written by trigger alone.
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deal_stage_changes where deal_id = ${deal}` },
    insert: {
      may: nobody,
      act: (tx, { organization, deal, pipeline, stage }) => tx`
        insert into app.deal_stage_changes (organization_id, deal_id, to_pipeline_id, to_stage_id, changed_at)
        values (${organization}, ${deal}, ${pipeline}, ${stage}, now())`,
    },
    update: {
      may: nobody,
      act: (tx, { deal }) => tx`update app.deal_stage_changes set changed_at = now() where deal_id = ${deal}`,
    },
    delete: { may: nobody, act: (tx, { deal }) => tx`delete from app.deal_stage_changes where deal_id = ${deal}` },
  },
  role_reach: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.role_reach where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.role_reach (organization_id, role, reach) values (${organization}, 'admin', 'all')`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.role_reach set reach = 'all' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.role_reach where organization_id = ${organization}`,
    },
  },
  narrowed_permissions: {
    select: { may: nobody, act: (tx) => tx`select from app.narrowed_permissions` },
    insert: { may: nobody, act: (tx) => tx`insert into app.narrowed_permissions values ('x.read', false)` },
    update: { may: nobody, act: (tx) => tx`update app.narrowed_permissions set by_row = false` },
    delete: { may: nobody, act: (tx) => tx`delete from app.narrowed_permissions` },
  },
  roles: {
    select: { may: people, act: (tx, { role }) => tx`select from app.roles where id = ${role}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.roles (organization_id, name, permissions) values (${organization}, 'New', '{deals.read}')`,
    },
    update: { may: managers, act: (tx, { role }) => tx`update app.roles set name = 'Other' where id = ${role}` },
    delete: { may: managers, act: (tx, { role }) => tx`delete from app.roles where id = ${role}` },
  },
  teams: {
    select: { may: people, act: (tx, { team }) => tx`select from app.teams where id = ${team}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`insert into app.teams (organization_id, name) values (${organization}, 'New')`,
    },
    update: { may: managers, act: (tx, { team }) => tx`update app.teams set name = 'Other' where id = ${team}` },
    delete: { may: nobody, act: (tx, { team }) => tx`delete from app.teams where id = ${team}` },
  },
  team_members: {
    select: { may: people, act: (tx, { team }) => tx`select from app.team_members where team_id = ${team}` },
    insert: {
      may: managers,
      act: (tx, { organization, team }) => tx`
        insert into app.team_members (organization_id, team_id, user_id)
        select ${organization}, ${team}, m.user_id from app.memberships m
        where m.organization_id = ${organization} and m.role = 'owner'`,
    },
    update: {
      may: nobody,
      act: (tx, { team }) => tx`update app.team_members set team_id = null where team_id = ${team}`,
    },
    delete: { may: managers, act: (tx, { team }) => tx`delete from app.team_members where team_id = ${team}` },
  },
  tasks: {
    select: { may: readers, act: (tx, { task }) => tx`select from app.tasks where id = ${task}` },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`insert into app.tasks (organization_id, title) values (${organization}, 'New')`,
    },
    update: { may: writers, act: (tx, { task }) => tx`update app.tasks set title = 'Other' where id = ${task}` },
    delete: { may: nobody, act: (tx, { task }) => tx`delete from app.tasks where id = ${task}` },
  },
  notes: {
    select: { may: readers, act: (tx, { note }) => tx`select from app.notes where id = ${note}` },
    insert: {
      may: writers,
      act: (tx, { organization, contact }) => tx`
        insert into app.notes (organization_id, contact_id, body, author_id)
        values (${organization}, ${contact}, 'New', auth.uid())`,
    },
    update: {
      may: ['owner', 'admin', 'member'],
      act: (tx, { note }) => tx`update app.notes set body = 'Other' where id = ${note}`,
    },
    delete: { may: nobody, act: (tx, { note }) => tx`delete from app.notes where id = ${note}` },
  },
  contact_cadences: {
    select: {
      may: readers,
      act: (tx, { contact }) => tx`select from app.contact_cadences where contact_id = ${contact}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization, free }) => tx`
        insert into app.contact_cadences (organization_id, contact_id, every, unit, zone, counted_from)
        values (${organization}, ${free}, 1, 'day', 'UTC', now())`,
    },
    update: {
      may: writers,
      act: (tx, { contact }) => tx`update app.contact_cadences set every = 2 where contact_id = ${contact}`,
    },
    delete: {
      may: writers,
      act: (tx, { contact }) => tx`delete from app.contact_cadences where contact_id = ${contact}`,
    },
  },
  workspaces: {
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.workspaces where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) =>
        tx`insert into app.workspaces (organization_id, name, slug) values (${organization}, 'New', 'new')`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.workspaces set name = 'Other' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.workspaces where organization_id = ${organization}`,
    },
  },
  mail_sharing: {
    // Changed by each for themselves.
    select: {
      may: people,
      act: (tx, { organization }) => tx`select from app.mail_sharing where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.mail_sharing (organization_id, user_id, level) values (${organization}, auth.uid(), 'full')
        on conflict (organization_id, user_id) do update set level = 'full'`,
    },
    update: {
      may: ['member'],
      act: (tx, { organization }) =>
        tx`update app.mail_sharing set level = 'full' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.mail_sharing where organization_id = ${organization}`,
    },
  },
  mail_grants: {
    // Who gave it, and who was given it.
    select: {
      may: ['member', 'viewer'],
      act: (tx, { organization }) => tx`select from app.mail_grants where organization_id = ${organization}`,
    },
    insert: {
      may: writers,
      act: (tx, { organization, contact }) => tx`
        insert into app.mail_grants (organization_id, owner_id, contact_id, to_user, level)
        values (${organization}, auth.uid(), ${contact}, coalesce((
          select user_id from app.memberships where organization_id = ${organization} and role = 'viewer'),
          gen_random_uuid()), 'full')`,
    },
    update: {
      may: ['member'],
      act: (tx, { organization }) =>
        tx`update app.mail_grants set level = 'subject' where organization_id = ${organization}`,
    },
    delete: {
      may: ['member'],
      act: (tx, { organization }) => tx`delete from app.mail_grants where organization_id = ${organization}`,
    },
  },
  mail_grant_contacts: {
    // Written by trigger alone.
    select: {
      may: ['member', 'viewer'],
      act: (tx, { organization }) => tx`select from app.mail_grant_contacts where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, contact, free }) => tx`
        insert into app.mail_grant_contacts (organization_id, grant_id, contact_id)
        values (${organization}, ${free}, ${contact})`,
    },
    update: {
      may: nobody,
      act: (tx, { organization, contact }) =>
        tx`update app.mail_grant_contacts set contact_id = ${contact} where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.mail_grant_contacts where organization_id = ${organization}`,
    },
  },
  consents: {
    select: { may: people, act: (tx, { contact }) => tx`select from app.consents where contact_id = ${contact}` },
    insert: {
      may: writers,
      act: (tx, { organization, free }) => tx`
        insert into app.consents (organization_id, contact_id, purpose, basis, state, at, recorded_by)
        values (${organization}, ${free}, 'newsletter', 'consent', 'given', now(), auth.uid())`,
    },
    update: {
      // Struck out, and nothing else: consents.test.ts.
      may: writers,
      act: (tx, { contact }) =>
        tx`update app.consents set struck_at = now(), struck_by = auth.uid() where contact_id = ${contact}`,
    },
    delete: { may: nobody, act: (tx, { contact }) => tx`delete from app.consents where contact_id = ${contact}` },
  },
  imports: {
    select: { may: writers, act: (tx, rows) => tx`select from app.imports where id = ${rows.import}` },
    insert: {
      may: writers,
      act: (tx, { organization }) => tx`
        insert into app.imports (organization_id, file_name, file_size, format, encoding, columns)
        values (${organization}, 'new.csv', 8, 'csv', 'utf-8', '[]')`,
    },
    update: { may: writers, act: (tx, rows) => tx`update app.imports set row_count = 1 where id = ${rows.import}` },
    delete: { may: writers, act: (tx, rows) => tx`delete from app.imports where id = ${rows.import}` },
  },
  import_rows: {
    select: { may: writers, act: (tx, rows) => tx`select from app.import_rows where import_id = ${rows.import}` },
    insert: {
      may: writers,
      act: (tx, rows) => tx`
        insert into app.import_rows (organization_id, import_id, row, cells, fingerprint)
        values (${rows.organization}, ${rows.import}, 3, '["Bo"]', gen_random_uuid())`,
    },
    update: {
      may: writers,
      act: (tx, rows) => tx`update app.import_rows set outcome = 'skip' where import_id = ${rows.import}`,
    },
    delete: { may: nobody, act: (tx, rows) => tx`delete from app.import_rows where import_id = ${rows.import}` },
  },
  import_records: {
    select: { may: writers, act: (tx, rows) => tx`select from app.import_records where import_id = ${rows.import}` },
    insert: {
      may: writers,
      act: (tx, rows) => tx`
        insert into app.import_records (organization_id, import_id, record_type, record_id, row, action, version_after)
        values (${rows.organization}, ${rows.import}, 'company', ${rows.company}, 3, 'created', 1)`,
    },
    update: {
      may: writers,
      act: (tx, rows) => tx`update app.import_records set undone = 'undone' where import_id = ${rows.import}`,
    },
    delete: { may: nobody, act: (tx, rows) => tx`delete from app.import_records where import_id = ${rows.import}` },
  },
};
