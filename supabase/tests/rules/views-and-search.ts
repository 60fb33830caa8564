// Owns the rules of views and search.
import { authors, nobody, type Rules, readers } from './rule.ts';

export const findingRules: Rules = {
  views: {
    select: { may: readers, act: (tx, { view }) => tx`select from app.views where id = ${view}` },
    insert: {
      may: authors,
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
};
