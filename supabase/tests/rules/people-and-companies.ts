// Owns the rules of people, companies and what hangs on them.
import { keepers, nobody, type Rules, readers, writers } from './rule.ts';

export const recordRules: Rules = {
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
      may: keepers,
      act: (tx, { organization }) => tx`
        insert into app.custom_fields (organization_id, record_type, key, name, type)
        values (${organization}, 'deal', 'new', 'New', 'text')`,
    },
    update: {
      may: keepers,
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
      may: keepers,
      act: (tx, { organization }) => tx`insert into app.tags (organization_id, name) values (${organization}, 'New')`,
    },
    update: {
      may: keepers,
      act: (tx, { organization }) => tx`update app.tags set hue = 3 where organization_id = ${organization}`,
    },
    delete: {
      may: keepers,
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
};
