// A page whose key names a segment reads the segment's records and what hangs on them, and nothing else, whichever way it asks.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAs } from '../../backend/src/db/tenant.ts';
import { EmbedPermission } from '../../backend/src/embed/schema.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../../backend/src/testing/test-deps.ts';

type Resource = 'contacts' | 'companies' | 'deals';
const vip = { version: 1, where: { all: [{ field: 'tags', op: 'any_of', value: ['vip'] }] } };

describe('an embed key of a segment', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());
  beforeEach(async () => {
    ann = await createPerson(deps);
    for (const [name, tags] of [
      ['In', '{VIP}'],
      ['Out', '{}'],
    ] as const)
      await household(name, tags);
  });

  /** A company, its person and their deal, with a row of everything that hangs on them. */
  const household = async (name: string, tags: string) => {
    const organization = ann.organizationId;
    const { admin } = deps;
    const id = async (query: Promise<readonly Record<string, unknown>[]>) => String((await query)[0]?.['id']);
    const company = await id(admin`
      insert into app.companies (organization_id, name, domain, tags)
      values (${organization}, ${name}, ${`${name}.example`.toLowerCase()}, ${tags}::text[]) returning id`);
    const contact = await id(admin`
      insert into app.contacts (organization_id, name, company_id, tags)
      values (${organization}, ${name}, ${company}, ${tags}::text[]) returning id`);
    await admin`
      insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
      values (${organization}, ${contact}, 'email', ${name}, ${`${name}@a.example`})`;
    const deal = await id(admin`
      insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, company_id, tags)
      select ${organization}, ${name}, s.pipeline_id, s.id, ${name}, ${company}, ${tags}::text[]
      from app.pipeline_stages s where s.organization_id = ${organization} order by s.rank limit 1 returning id`);
    await admin`
      insert into app.deal_contacts (organization_id, deal_id, contact_id) values (${organization}, ${deal}, ${contact})`;
    const interaction = await id(admin`
      insert into app.interactions (organization_id, contact_id, logged_by, channel, direction, external_id, occurred_at, visibility)
      values (${organization}, ${contact}, ${ann.userId}, 'email', 'inbound', ${randomUUID()}, now(), 'full') returning id`);
    await admin`
      insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
      values (${interaction}, 'body', ${organization}, ${ann.userId}, 'full', ${name})`;
    for (const [column, record] of Object.entries({ contact_id: contact, company_id: company, deal_id: deal })) {
      await admin`
        insert into app.notes (organization_id, ${admin(column)}, body, author_id)
        values (${organization}, ${record}, ${`${name} ${column}`}, ${ann.userId})`;
      await admin`
        insert into app.tasks (organization_id, ${admin(column)}, title) values (${organization}, ${record}, ${`${name} ${column}`})`;
    }
  };

  const viewOf = async (resource: Resource, filter: object = vip) => {
    const [row] = await deps.admin<{ id: string }[]>`
      insert into app.views (organization_id, name, resource, shared, owner_id, filter)
      values (${ann.organizationId}, 'Segment', ${resource}, true, ${ann.userId}, ${JSON.stringify(filter)}::text::jsonb)
      returning id`;
    return row?.id ?? '';
  };
  const claimsOf = async (segment: string | null, permissions: readonly string[] = EmbedPermission.options) => {
    const { organizationId } = ann;
    const [key] = await deps.admin<{ id: string }[]>`
      insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions, segmented, segment_id)
      values (${organizationId}, 'Key', ${randomUUID()}, '{https://intranet.example}', '{}', ${[...permissions]}::text[],
        ${segment !== null}, ${segment}) returning id`;
    const bound = { key_id: key?.id ?? '', organization_id: organizationId, origin: 'https://intranet.example' };
    const { token } = await deps.tokens.sign({ sub: bound.key_id, role: 'authenticated', kith_embed: bound }, 900);
    return deps.tokens.verify(token);
  };
  /** What the caller reads of each table, by a column that tells the rows apart. */
  const seenBy = async (claims: Parameters<typeof readAs>[1]) =>
    readAs(deps.sql, claims, async (tx) => {
      const [row] = await tx`
        select array(select name from app.contacts order by 1) as contacts,
          array(select name from app.companies order by 1) as companies,
          array(select name from app.deals order by 1) as deals,
          array(select value from app.contact_points order by 1) as points,
          (select count(*)::int from app.interactions) as messages,
          array(select content from app.interaction_texts order by 1) as texts,
          array(select body from app.notes order by 1) as notes,
          array(select title from app.tasks order by 1) as tasks,
          (select count(*)::int from app.deal_contacts) as parts,
          (select count(*)::int from app.company_domains) as domains,
          (select coalesce(sum(deals), 0)::int from app.stage_totals) as totals,
          array(select app.find_records('contact', 'out', ${ann.organizationId})) as found`;
      return row;
    });

  it('of people shows them, their company, and what hangs on them', async () => {
    expect(await seenBy(await claimsOf(await viewOf('contacts')))).toEqual({
      contacts: ['In'],
      companies: ['In'],
      deals: [],
      points: ['In'],
      messages: 1,
      texts: ['In'],
      notes: ['In company_id', 'In contact_id'],
      tasks: ['In company_id', 'In contact_id'],
      parts: 0,
      domains: 1,
      totals: 0,
      found: [],
    });
  });

  it('of deals shows them with their people and company, and no sums of others', async () => {
    expect(await seenBy(await claimsOf(await viewOf('deals')))).toMatchObject({
      contacts: ['In'],
      companies: ['In'],
      deals: ['In'],
      parts: 1,
      totals: 0,
    });
  });

  it('of companies shows these alone', async () => {
    const seen = await seenBy(await claimsOf(await viewOf('companies')));
    expect(seen).toMatchObject({ contacts: [], companies: ['In'], deals: [], points: [], texts: [], domains: 1 });
  });

  it('shows no more than its permissions', async () => {
    const seen = await seenBy(await claimsOf(await viewOf('contacts'), ['contacts.read']));
    expect(seen).toMatchObject({ contacts: ['In'], companies: [], messages: 0, texts: [], notes: [], tasks: [] });
  });

  it('follows the records as they change, and the view as it does', async () => {
    const view = await viewOf('contacts');
    const claims = await claimsOf(view);
    await deps.admin`update app.contacts set tags = '{}' where organization_id = ${ann.organizationId} and name = 'In'`;
    expect(await seenBy(claims)).toMatchObject({ contacts: [], points: [], texts: [] });
    const out = { version: 1, where: { field: 'name', op: 'is', value: 'OUT' } };
    await deps.admin`update app.views set filter = ${JSON.stringify(out)}::text::jsonb where id = ${view}`;
    expect(await seenBy(claims)).toMatchObject({ contacts: ['Out'], texts: ['Out'] });
  });

  it.each([
    ['names a field that is gone', { field: 'fields.gone', op: 'is_empty' }],
    ['depends on who looks', { field: 'owner', op: 'none_of', value: ['me'] }],
  ])('shows nothing when its view %s', async (_, where) => {
    const seen = await seenBy(await claimsOf(await viewOf('contacts', { version: 1, where })));
    expect(seen).toMatchObject({ contacts: [], companies: [], deals: [], notes: [] });
  });

  it('shows nothing of another organization, whose records fit as well', async () => {
    const claims = await claimsOf(await viewOf('contacts'));
    const bob = await createPerson(deps);
    await deps.admin`insert into app.contacts (organization_id, name, tags) values (${bob.organizationId}, 'Bob', '{vip}')`;
    expect(await seenBy(claims)).toMatchObject({ contacts: ['In'] });
  });

  it('writes nothing, and cannot be set free while it lives', async () => {
    const view = await viewOf('contacts');
    const claims = await claimsOf(view);
    const written = readAs(deps.sql, claims, (tx) => tx`update app.contacts set name = 'Taken over'`);
    await expect(written).rejects.toThrow();
    const free = (change: object) =>
      deps.admin`update app.embed_keys set ${deps.admin(change)} where segment_id = ${view}`;
    await expect(free({ segment_id: null })).rejects.toThrow(/embed_keys_bounded/);
    await expect(deps.admin`update app.views set shared = false where id = ${view}`).rejects.toThrow(/shows this view/);
    await expect(deps.admin`update app.views set deleted_at = now() where id = ${view}`).rejects.toThrow(
      /shows this view/,
    );
    await free({ segment_id: null, revoked_at: new Date() });
    await deps.admin`update app.views set deleted_at = now() where id = ${view}`;
  });

  it('leaves people and keys without a segment as they were', async () => {
    const everything = { contacts: ['In', 'Out'], companies: ['In', 'Out'], deals: ['In', 'Out'], totals: 2 };
    expect(await seenBy(ann.claims)).toMatchObject(everything);
    expect(await seenBy(await claimsOf(null))).toMatchObject(everything);
  });

  it('goes with its organization', async () => {
    await claimsOf(await viewOf('contacts'));
    await deps.admin`delete from app.organizations where id = ${ann.organizationId}`;
    const left = await deps.admin`select from app.embed_keys where organization_id = ${ann.organizationId}`;
    expect(left).toHaveLength(0);
  });
});
