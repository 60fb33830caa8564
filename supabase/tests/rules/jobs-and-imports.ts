// Owns the rules of jobs, imports and ways back.
import { authors, managers, nobody, people, type Rules } from './rule.ts';

export const jobRules: Rules = {
  undo_offers: {
    // Each person's own.
    select: {
      may: ['member'],
      act: (tx, { organization }) => tx`select from app.undo_offers where organization_id = ${organization}`,
    },
    insert: {
      may: authors,
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
      may: authors,
      act: (tx, { organization }) => tx`
        insert into app.jobs (organization_id, kind, started_by) values (${organization}, 'test.run', auth.uid())`,
    },
    update: {
      may: [...managers, 'member'],
      act: (tx, { job }) => tx`update app.jobs set cancel_requested_at = now() where id = ${job}`,
    },
    delete: { may: nobody, act: (tx, { job }) => tx`delete from app.jobs where id = ${job}` },
  },
  // Each person's own.
  exports: {
    select: { may: ['member'], act: (tx, rows) => tx`select from app.exports where id = ${rows.export}` },
    insert: {
      may: people,
      act: (tx, { organization }) => tx`
        insert into app.exports (organization_id, file, made_by, expires_at)
        values (${organization}, 'deals.csv', auth.uid(), now())`,
    },
    update: { may: ['member'], act: (tx, rows) => tx`update app.exports set size = 3 where id = ${rows.export}` },
    delete: { may: ['member'], act: (tx, rows) => tx`delete from app.exports where id = ${rows.export}` },
  },
  export_pieces: {
    select: { may: ['member'], act: (tx, rows) => tx`select from app.export_pieces where export_id = ${rows.export}` },
    insert: {
      may: ['member'],
      act: (tx, rows) => tx`
        insert into app.export_pieces (organization_id, export_id, nth, content)
        values (${rows.organization}, ${rows.export}, 2, 'Bo')`,
    },
    update: {
      may: nobody,
      act: (tx, rows) => tx`update app.export_pieces set content = 'x' where export_id = ${rows.export}`,
    },
    delete: { may: ['member'], act: (tx, rows) => tx`delete from app.export_pieces where export_id = ${rows.export}` },
  },
  imports: {
    select: { may: authors, act: (tx, rows) => tx`select from app.imports where id = ${rows.import}` },
    insert: {
      may: authors,
      act: (tx, { organization }) => tx`
        insert into app.imports (organization_id, file_name, file_size, format, encoding, columns, created_by)
        values (${organization}, 'new.csv', 8, 'csv', 'utf-8', '[]', auth.uid())`,
    },
    update: { may: authors, act: (tx, rows) => tx`update app.imports set row_count = 1 where id = ${rows.import}` },
    delete: { may: authors, act: (tx, rows) => tx`delete from app.imports where id = ${rows.import}` },
  },
  import_rows: {
    select: { may: authors, act: (tx, rows) => tx`select from app.import_rows where import_id = ${rows.import}` },
    insert: {
      may: authors,
      act: (tx, rows) => tx`
        insert into app.import_rows (organization_id, import_id, row, cells, fingerprint)
        values (${rows.organization}, ${rows.import}, 3, '["Bo"]', gen_random_uuid())`,
    },
    update: {
      may: authors,
      act: (tx, rows) => tx`update app.import_rows set outcome = 'skip' where import_id = ${rows.import}`,
    },
    delete: { may: nobody, act: (tx, rows) => tx`delete from app.import_rows where import_id = ${rows.import}` },
  },
  import_records: {
    select: { may: authors, act: (tx, rows) => tx`select from app.import_records where import_id = ${rows.import}` },
    insert: {
      may: authors,
      act: (tx, rows) => tx`
        insert into app.import_records (organization_id, import_id, record_type, record_id, row, action, version_after)
        values (${rows.organization}, ${rows.import}, 'company', ${rows.company}, 3, 'created', 1)`,
    },
    update: {
      may: authors,
      act: (tx, rows) => tx`update app.import_records set undone = 'undone' where import_id = ${rows.import}`,
    },
    delete: { may: nobody, act: (tx, rows) => tx`delete from app.import_records where import_id = ${rows.import}` },
  },
};
