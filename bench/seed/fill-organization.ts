// Owns filling one organization with invented rows, by statements over whole sets. Triggers stay on, so that what they keep is
// as true as after years of use. Every choice follows from the row's number: two runs give the same people.
import type { PendingQuery, Row, Sql } from 'postgres';
import { inLanes, laneLength, lanes, type Span } from './lanes.ts';
import { firmKinds, firmWords, firstNames, lastNames, titles } from './names.ts';
import { longHistory, type Size } from './sizes.ts';

export interface Place {
  organizationId: string;
  /** Members by id: they own and log. */
  members: string[];
  size: Size;
}

/** Fills an organization. @param say is told what stands, as numbers. */
export async function fillOrganization(sql: Sql, place: Place, say: (what: string) => void): Promise<void> {
  const { size } = place;
  await inLanes(size.companies, (span) => addCompanies(sql, place, span));
  await inStages(
    sql,
    size.contacts,
    (span) => addContacts(sql, place, span),
    (done) => say(`${done} contacts`),
  );
  await inStages(
    sql,
    size.interactions,
    (span) => addInteractions(sql, place, span),
    (done) => say(`${done} interactions`),
  );
  await addDeals(sql, place);
}

/** Tells how far it is. Plans of triggers live as long as their connection: those made for empty tables are made anew. */
async function inStages(
  sql: Sql,
  count: number,
  add: (span: Span) => Promise<void>,
  say: (done: string) => void,
): Promise<void> {
  let done = 0;
  await inLanes(count, async (span) => {
    await add(span);
    if (done === 0 && count > 100_000) await sql`analyze`;
    done += span.to - span.from + 1;
    say(`${done} of ${count}`);
  });
}

/** Ids that follow from the kind and the number, so that later statements can name rows without reading them: UUIDs v8. */
const idOf = (sql: Sql, { organizationId }: Place, kind: string, number: PendingQuery<Row[]>) =>
  sql`overlay(overlay(md5(${organizationId} || ${kind} || (${number})::text) placing '8' from 13 for 1)
    placing '8' from 17 for 1)::uuid`;

async function addCompanies(sql: Sql, place: Place, { from, to }: Span): Promise<void> {
  await sql`
  insert into app.companies (id, organization_id, name, domain, created_at)
  select ${idOf(sql, place, 'company', sql`n`)}, ${place.organizationId},
    (${firmWords}::text[])[1 + n % ${firmWords.length}] || ' ' || (${firmKinds}::text[])[1 + n / 7 % ${firmKinds.length}] || ' ' || n,
    'firm' || n || '.example', now() - make_interval(mins => n)
  from generate_series(${from}::int, ${to}::int) as n`;
}

/** Made now, as an import makes them: the log would tell of points that came to older people as of changes. */
async function addContacts(sql: Sql, place: Place, { from, to }: Span): Promise<void> {
  const firm = sql`n % ${place.size.companies} + 1`;
  await sql.begin(async (tx) => {
    await tx`
      insert into app.contacts (id, organization_id, name, title, company_id, created_by, active_at)
      select ${idOf(sql, place, 'contact', sql`n`)}, ${place.organizationId},
        (${firstNames}::text[])[1 + n % ${firstNames.length}] || ' ' || (${lastNames}::text[])[1 + n / 31 % ${lastNames.length}],
        (${titles}::text[])[1 + n % ${titles.length}], ${idOf(sql, place, 'company', firm)}, ${place.members[0] ?? null},
        now() - make_interval(mins => n)
      from generate_series(${from}::int, ${to}::int) as n`;
    await tx`
      insert into app.contact_points (organization_id, contact_id, kind, value, normalized, position)
      select ${place.organizationId}, ${idOf(sql, place, 'contact', sql`n`)}, point.kind, point.value, point.value, point.nth
      from generate_series(${from}::int, ${to}::int) as n
      cross join lateral (values
        ('email', 'p' || n || '@firm' || (${firm}) || '.example', 0),
        ('phone', '+4930' || lpad(n::text, 8, '0'), 1)) as point (kind, value, nth)
      where point.nth = 0 or n % 2 = 0`;
  });
}

/**
 * One message in four has a subject, one in eight a text. Contact 1 has a long history; the others' lengths differ by the square
 * of a share: few have much, many have little. One batch holds all messages of its contacts. The lanes have contacts, and so
 * firms, of their own, odd and even ones: what triggers keep of them is never waited for.
 */
async function addInteractions(sql: Sql, place: Place, { from, to, lane }: Span): Promise<void> {
  const { size, members } = place;
  const half = laneLength(size.interactions);
  const whose = sql`case when n <= ${Math.min(longHistory, size.interactions / 10)} then 1
    else ${1 + lane} + 2 * floor(${size.contacts / lanes - 1} * power((n - ${lane * half}) / ${half}::float8, 2))::int end`;
  const who = sql`(${members}::uuid[])[1 + n % ${members.length}]`;
  await sql.begin(async (tx) => {
    await tx`
      insert into app.interactions (id, organization_id, contact_id, channel, direction, external_id, occurred_at, visibility,
        has_body, logged_by)
      select ${idOf(sql, place, 'interaction', sql`n`)}, ${place.organizationId}, ${idOf(sql, place, 'contact', whose)},
        (array['email', 'telegram', 'linkedin'])[1 + n % 3], (array['inbound', 'outbound'])[1 + n % 2], 'seed-' || n,
        now() - make_interval(mins => 1 + (n::bigint * 7919 % 1000003)::int),
        (array['full', 'subject', 'metadata'])[1 + n % 3], n % 8 = 0, ${who}
      from generate_series(${from}::int, ${to}::int) as n`;
    await tx`
      insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
      select ${idOf(sql, place, 'interaction', sql`n`)}, part.name, ${place.organizationId}, ${who},
        (array['full', 'subject', 'metadata'])[1 + n % 3], part.text
      from generate_series(${from}::int, ${to}::int) as n
      cross join lateral (values
        ('subject', 'Offer ' || n || ' for the pilot', n % 4 = 0),
        ('body', 'Here are the figures for order ' || n || '. Shall we talk on Thursday?', n % 8 = 0)) as part (name, text, there)
      where part.there`;
  });
}

async function addDeals(sql: Sql, place: Place): Promise<void> {
  const { organizationId, size, members } = place;
  await sql`
    insert into app.deals (id, organization_id, name, pipeline_id, stage_id, rank, amount, currency, company_id, owner_id, created_at)
    select ${idOf(sql, place, 'deal', sql`n`)}, ${organizationId}, 'Pilot ' || n, stage.pipeline_id, stage.id,
      'h' || lpad(to_hex(n), 8, '0') || 'V', n * 1000, (array['EUR', 'USD', 'EUR', 'RUB'])[1 + n % 4],
      ${idOf(sql, place, 'company', sql`n % ${size.companies} + 1`)}, (${members}::uuid[])[1 + n % ${members.length}],
      now() - make_interval(mins => n)
    from generate_series(1, ${size.deals}::int) as n
    join lateral (
      select s.id, s.pipeline_id from (
        select s.*, row_number() over (order by s.rank) as nth, count(*) over () as stages from app.pipeline_stages s
        where s.organization_id = ${organizationId} and s.deleted_at is null) s
      where s.nth = 1 + n % s.stages) as stage on true`;
  await sql`
    insert into app.deal_contacts (organization_id, deal_id, contact_id, role)
    select ${organizationId}, ${idOf(sql, place, 'deal', sql`n`)}, ${idOf(sql, place, 'contact', sql`n`)}, 'Buyer'
    from generate_series(1, ${Math.min(size.deals, size.contacts)}::int) as n`;
}
