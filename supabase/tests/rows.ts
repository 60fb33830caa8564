// Owns the rows of one organization that the policy tests try to reach: one of everything.
import { addDeal, addImport } from './deal-rows.ts';
import { plainTables } from './plain-tables.ts';
import { idOf, type Writer } from './row-writer.ts';

/** Ids of the rows of the organization. */
export interface Rows {
  organization: string;
  outside: string;
  /** Who made what somebody makes. */
  member: string;
  company: string;
  /** A custom field of contacts that the contact has a value of. */
  field: string;
  contact: string;
  point: string;
  interaction: string;
  /** The member's interaction that has no text yet. */
  bare: string;
  key: string;
  /** An embed key that asks who looks, without its secret. */
  identifiedKey: string;
  pipeline: string;
  stage: string;
  deal: string;
  relation: string;
  task: string;
  import: string;
  /** Of the member. */
  note: string;
  /** Started by the member. */
  job: string;
  export: string;
  /** The member's view, shared with the team. */
  view: string;
  team: string;
  /** A role of the organization's own that nobody has. */
  role: string;
  /** The member's own view. */
  ownView: string;
  /** A contact who is in no deal. */
  free: string;
}

/** Writes one row of everything. @param member who made what somebody makes. */
export async function addRows(deps: Writer, organization: string, member: string) {
  await addSettings(deps, organization, member);
  const company = await addCompany(deps, organization);
  const person = await addPerson(deps, organization, company);
  const messages = await addMessages(deps, organization, { contact: person.contact, member });
  await addTraces(deps, organization, { contact: person.contact, member });
  return {
    company,
    ...person,
    ...messages,
    ...(await addKept(deps, organization, { contact: person.contact, member })),
    ...(await addAccess(deps, organization, member)),
    ...(await addDeal(deps, organization, person.contact)),
    ...(await addImport(deps, organization, person.contact)),
  };
}

async function addSettings({ admin }: Writer, organization: string, member: string) {
  await admin`
    insert into app.api_keys (organization_id, name, mode, prefix, hash, permissions)
    values (${organization}, 'Key', 'live', 'sk_live_0000', sha256(${organization}::text::bytea), '{contacts.read}')`;
  await admin`insert into app.retention (organization_id, messages_months) values (${organization}, 120)`;
  await admin`
    insert into app.invitations (organization_id, email, role, token_hash, language, expires_at)
    values (${organization}, 'new-colleague@people.example', 'member', sha256(${organization}::text::bytea), 'en', now())`;
  await admin`
    insert into app.never_log (organization_id, user_id, kind, value)
    values (${organization}, ${member}, 'domain', 'family.example')`;
  await admin`
    insert into app.protected_recipients (organization_id, kind, value)
    values (${organization}, 'domain', 'law.example')`;
  await admin`
    insert into app.audit_seals (organization_id, number, lines, digest, chain, key_id, mac)
    values (${organization}, 1, 1, '', '', 'key', 'mac')`;
  for (const table of plainTables) {
    await admin`insert into app.${admin(table)} (organization_id, name) values (${organization}, 'Row')`;
  }
  await admin`
    insert into app.mail_sharing (organization_id, user_id, level) values (${organization}, ${member}, 'subject')`;
}

async function addCompany({ admin }: Writer, organization: string) {
  const company = idOf(
    await admin`
    insert into app.companies (organization_id, name, domain) values (${organization}, 'Acme', 'acme.example')
    returning id`,
  );
  await admin`
    insert into app.company_points (organization_id, company_id, kind, value, normalized)
    values (${organization}, ${company}, 'url', 'acme.example', 'https://acme.example')`;
  await admin`
    with twin as (insert into app.companies (organization_id, name) values (${organization}, 'Acme') returning id)
    insert into app.distinct_pairs (organization_id, company_id, other_company_id)
    select ${organization}, ${company}, id from twin`;
  return company;
}

async function addPerson({ admin }: Writer, organization: string, company: string) {
  const field = idOf(
    await admin`
    insert into app.custom_fields (organization_id, record_type, key, name, type)
    values (${organization}, 'contact', 'tea', 'Tea', 'text') returning id`,
  );
  const contact = idOf(
    await admin`
    insert into app.contacts (organization_id, name, company_id, tags, fields)
    values (${organization}, 'Ada', ${company}, '{Customer}', '{"tea": "Green"}') returning id`,
  );
  const point = idOf(
    await admin`
    insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
    values (${organization}, ${contact}, 'email', 'ada@acme.example', 'ada@acme.example') returning id`,
  );
  return { field, contact, point };
}

/** Who the rows are about, and who made them. */
interface Parties {
  contact: string;
  member: string;
}

async function addMessages({ admin }: Writer, organization: string, { contact, member }: Parties) {
  const log = async (externalId: string) =>
    idOf(
      await admin`
      insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
      values (${organization}, ${contact}, 'email', 'inbound', ${externalId}, now(), ${member}) returning id`,
    );
  const interaction = await log('1');
  const bare = await log('2');
  await admin`
    insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
    values (${interaction}, 'subject', ${organization}, ${member}, 'subject', 'Hello')`;
  return { interaction, bare };
}

/** What stays of acts: events, keys and tokens of undo, merges. */
async function addTraces({ admin }: Writer, organization: string, { contact, member }: Parties) {
  await admin`
    insert into app.events (organization_id, type, subject_type, subject_id, actor)
    values (${organization}, 'contact.created', 'contact', ${contact}, '{}')`;
  await admin`
    insert into app.idempotency_keys (organization_id, actor_id, key, request_hash)
    values (${organization}, ${member}, 'used', 'hash')`;
  await admin`
    insert into app.undo_offers (organization_id, actor_id, token_hash, kind, payload, expires_at)
    values (${organization}, ${member}, repeat('a', 64), 'x', '{}', now())`;
  await admin`
    insert into app.merges (organization_id, record_type, winner_id, loser_id, winner_before, winner_after, loser_before,
      moved, changed, dropped, expires_at)
    values (${organization}, 'contact', ${contact}, ${contact}, '{}', '{}', '{}', '[]', '[]', '[]', now())`;
}

async function addKept({ admin }: Writer, organization: string, { contact, member }: Parties) {
  await admin`
    insert into app.contact_cadences (organization_id, contact_id, every, unit, zone, counted_from)
    values (${organization}, ${contact}, 1, 'day', 'UTC', now())`;
  await admin`
    insert into app.consents (organization_id, contact_id, purpose, basis, state, at)
    values (${organization}, ${contact}, 'newsletter', 'consent', 'given', now())`;
  const note = idOf(
    await admin`
    insert into app.notes (organization_id, contact_id, body, author_id)
    values (${organization}, ${contact}, 'Likes oak', ${member}) returning id`,
  );
  const job = idOf(
    await admin`
    insert into app.jobs (organization_id, kind, started_by) values (${organization}, 'test.run', ${member}) returning id`,
  );
  const made = idOf(
    await admin`
    insert into app.exports (organization_id, file, made_by, expires_at, size, ready_at)
    values (${organization}, 'contacts.csv', ${member}, now(), 2, now()) returning id`,
  );
  await admin`
    insert into app.export_pieces (organization_id, export_id, nth, content) values (${organization}, ${made}, 1, 'Ada')`;
  const saveView = async (shared: boolean) =>
    idOf(
      await admin`
      insert into app.views (organization_id, name, resource, shared, owner_id)
      values (${organization}, 'Mine', 'contacts', ${shared}, ${member}) returning id`,
    );
  return { note, job, export: made, view: await saveView(true), ownView: await saveView(false) };
}

async function addAccess({ admin }: Writer, organization: string, member: string) {
  const role = idOf(
    await admin`
    insert into app.roles (organization_id, name, permissions) values (${organization}, 'Caller', '{deals.read}') returning id`,
  );
  await admin`insert into app.role_reach (organization_id, role, reach) values (${organization}, 'viewer', 'all')`;
  const team = idOf(
    await admin`insert into app.teams (organization_id, name) values (${organization}, 'North') returning id`,
  );
  await admin`
    insert into app.team_members (organization_id, team_id, user_id) values (${organization}, ${team}, ${member})`;
  return { role, team };
}
