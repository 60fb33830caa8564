// Owns the rows around a deal that the policy tests try to reach, and those of an import.
import { idOf, type Writer } from './row-writer.ts';

/** A deal with its pipeline, a relation, a task, and somebody who is in no deal. */
export async function addDeal({ admin }: Writer, organization: string, contact: string) {
  const pipeline = idOf(await admin`select id from app.pipelines where organization_id = ${organization}`);
  const stage = idOf(
    await admin`select id from app.pipeline_stages where pipeline_id = ${pipeline} order by rank limit 1`,
  );
  const deal = idOf(
    await admin`
    insert into app.deals (organization_id, name, pipeline_id, stage_id, rank)
    values (${organization}, 'Stairs', ${pipeline}, ${stage}, 'a0') returning id`,
  );
  await admin`
    insert into app.deal_contacts (organization_id, deal_id, contact_id) values (${organization}, ${deal}, ${contact})`;
  const free = idOf(
    await admin`insert into app.contacts (organization_id, name) values (${organization}, 'Bea') returning id`,
  );
  // The member shares messages of somebody without any.
  await admin`
    insert into app.mail_grants (organization_id, owner_id, contact_id, to_user, level)
    select ${organization}, i.logged_by, ${free}, m.user_id, 'full'
    from app.memberships m, app.interactions i
    where m.organization_id = ${organization} and m.role = 'viewer' and i.organization_id = m.organization_id limit 1`;
  const label = await admin`
    insert into app.relation_labels (organization_id, label, inverse_label)
    values (${organization}, 'Mentor of', 'Mentored by') returning id`;
  const relation = idOf(
    await admin`
    insert into app.relations (organization_id, kind, label_id, from_contact_id, to_contact_id)
    values (${organization}, 'custom', ${idOf(label)}, ${contact}, ${free}) returning id`,
  );
  const task = idOf(
    await admin`
    insert into app.tasks (organization_id, title, deal_id) values (${organization}, 'Measure', ${deal}) returning id`,
  );
  return { pipeline, stage, deal, free, relation, task };
}

/** An import of one row. */
export async function addImport({ admin }: Writer, organization: string, contact: string) {
  const uploaded = idOf(
    await admin`
    insert into app.imports (organization_id, file_name, file_size, format, encoding, columns)
    values (${organization}, 'people.csv', 8, 'csv', 'utf-8', '[]') returning id`,
  );
  await admin`
    insert into app.import_rows (organization_id, import_id, row, cells, fingerprint)
    values (${organization}, ${uploaded}, 2, '["Ada"]', gen_random_uuid())`;
  await admin`
    insert into app.import_records (organization_id, import_id, record_type, record_id, row, action, version_after)
    values (${organization}, ${uploaded}, 'contact', ${contact}, 2, 'created', 1)`;
  return { import: uploaded };
}
