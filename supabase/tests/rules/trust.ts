// Owns the rules of what was done, and what is not kept.
import { authors, insiders, keepers, managers, nobody, type Rules, writers } from './rule.ts';

export const trustRules: Rules = {
  events: {
    select: { may: keepers, act: (tx, { contact }) => tx`select from app.events where subject_id = ${contact}` },
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
  audit_log: {
    // Written by triggers alone.
    select: { may: keepers, act: (tx, { contact }) => tx`select from app.audit_log where record_id = ${contact}` },
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
      may: authors,
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
      may: insiders,
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
      may: insiders,
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
  audit_seals: {
    // Written by the sweep that seals the log.
    select: {
      may: keepers,
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
  consents: {
    select: { may: insiders, act: (tx, { contact }) => tx`select from app.consents where contact_id = ${contact}` },
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
};
