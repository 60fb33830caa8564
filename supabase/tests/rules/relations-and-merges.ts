// Owns the rules of how people stand to each other, and who is one person.
import { insiders, nobody, type Rules, readers, writers } from './rule.ts';

export const relationRules: Rules = {
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
      may: insiders,
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
      may: insiders,
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
};
