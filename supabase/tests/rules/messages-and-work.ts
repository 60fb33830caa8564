// Owns the rules of messages, who may read them, and what people have to do.
import { authors, insiders, keepers, nobody, people, type Rules, readers, writers } from './rule.ts';

export const workRules: Rules = {
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
      may: insiders,
      act: (tx, { organization }) => tx`select from app.workspaces where organization_id = ${organization}`,
    },
    insert: {
      may: keepers,
      act: (tx, { organization }) =>
        tx`insert into app.workspaces (organization_id, name, slug) values (${organization}, 'New', 'new')`,
    },
    update: {
      may: keepers,
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
      may: authors,
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
      may: authors,
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
};
