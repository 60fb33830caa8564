// Who finds what by search: the functions look past row-level security, so they are held to it here.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAs } from '../../backend/src/db/tenant.ts';
import { createPerson, createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';
import { type ActorName, actorNames, buildHouse, type House, reaches } from './actors.ts';
import { readers } from './rules/rule.ts';

const everyKind = ['contact', 'company', 'deal', 'note', 'message'];

describe('search', () => {
  let deps: TestDeps;
  let house: House;
  beforeAll(async () => {
    deps = await createTestDeps();
    house = await buildHouse(deps);
  });
  afterAll(() => deps.close());

  const finders = async (query: string, kinds = everyKind) => {
    const { organization } = house.rows;
    const found = await Promise.all(
      actorNames.map((name) =>
        reaches(deps, house.claims[name], (tx) => tx`select from app.search(${query}, ${kinds}, ${organization}, 5)`),
      ),
    );
    return actorNames.filter((_, index) => found[index]);
  };
  const of = (may: ActorName[]) => actorNames.filter((name) => may.includes(name));

  it.each([
    ['contact', 'ada', readers],
    ['company', 'acme', readers],
    ['deal', 'stairs', readers],
    // A slip that only the tolerant tier forgives, and one of the keyboard's layout.
    ['deal', 'stiars', readers],
    ['contact', 'фвф', readers],
    ['note', 'oak', readers],
  ])('finds a %s by “%s” only for those who may read it', async (kind, query, may) => {
    expect(await finders(query, [kind])).toEqual(of(may));
  });

  it.each([
    ['contact', 'ada', readers],
    ['deal', 'stairs', readers],
  ])('lets lists find a %s only for those who may read it', async (kind, query, may) => {
    const { organization } = house.rows;
    const found = await Promise.all(
      actorNames.map((name) =>
        reaches(deps, house.claims[name], (tx) => tx`select app.find_records(${kind}, ${query}, ${organization})`),
      ),
    );
    expect(actorNames.filter((_, index) => found[index])).toEqual(of(may));
  });

  describe('of texts', () => {
    beforeEach(async () => {
      await deps.admin`delete from app.interaction_texts where interaction_id = ${house.rows.bare}`;
    });

    it.each([
      ['metadata', 'subject', ['member']],
      ['metadata', 'body', ['member']],
      ['subject', 'subject', readers],
      ['subject', 'body', ['member']],
      ['full', 'subject', readers],
      ['full', 'body', readers],
    ] as const)('with visibility %s, the %s is found by those who see it', async (visibility, part, may) => {
      const { bare, organization, member } = house.rows;
      await deps.admin`
        insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
        values (${bare}, ${part}, ${organization}, ${member}, ${visibility}, 'Takeover of Zanzibar')`;
      // As written, by the beginning of a word, and with a slip.
      for (const query of ['takeover zanzibar', 'zanz']) expect(await finders(query)).toEqual(of([...may]));
      if (part === 'subject') expect(await finders('zanzbiar')).toEqual(of([...may]));
    });

    it('ends when they are forgotten', async () => {
      const { bare, organization, member } = house.rows;
      await deps.admin`
        insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
        values (${bare}, 'body', ${organization}, ${member}, 'full', 'Xylophone')`;
      expect(await finders('xylophone')).toEqual(of(readers));
      await deps.admin`update app.interactions set deleted_at = now() where id = ${bare}`;
      expect(await finders('xylophone')).toEqual([]);
      const left = await deps.admin`select from app.search_documents where record_id = ${bare}`;
      expect(left.count).toBe(0);
    });
  });

  it('writes a document once a transaction, whatever touched the record', async () => {
    const { organization, member } = house.rows;
    const written = async (run: (id: string) => Promise<unknown>) => {
      const [row] = await deps.admin<{ id: string }[]>`select app.uuid_v7()::text as id`;
      const id = row?.id ?? '';
      await run(id);
      return deps.admin`
        select xmin = (select xmin from app.contacts where id = ${id}) as once, heading from app.search_documents
        where organization_id = ${organization} and record_id = ${id}`;
    };
    const [document] = await written((id) =>
      deps.admin.begin(async (tx) => {
        await tx`insert into app.contacts (id, organization_id, name, created_by) values (${id}, ${organization}, 'Bela', ${member})`;
        await tx`insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
          values (${organization}, ${id}, 'email', ${`${id}@x.example`}, ${`${id}@x.example`})`;
        await tx`update app.contacts set title = 'Founder', tags = '{"VIP"}' where id = ${id}`;
        expect((await tx`select from app.search_documents where record_id = ${id}`).count).toBe(0);
      }),
    );
    expect(document?.['once']).toBe(true);
    for (const word of ['bela', 'founder', 'vip', '@x.example']) expect(document?.['heading']).toContain(word);
    const [left] = await deps.admin<{ count: number }[]>`select count(*)::int as count from app.search_pending`;
    expect(left?.count).toBe(0);
  });

  it('goes through its indexes at size, in the caller’s name', async () => {
    const ann = await createPerson(deps);
    await deps.admin`
      insert into app.search_documents (organization_id, kind, record_id, title, heading, at)
      select ${ann.organizationId}, 'contact', app.uuid_v7(), name, ' ' || name || ' ', now()
      from generate_series(1, 20000) as n, lateral (select md5(n::text) || ' ' || md5((n + 7)::text) as name) as person`;
    await deps.admin`vacuum analyze app.search_documents`;
    const run = (query: string) =>
      readAs(deps.sql, ann.claims, async (tx) => {
        const rows = await tx`select record_id from app.search(${query}, ${everyKind}, ${ann.organizationId}, 5)`;
        const [scans] = await tx<{ records: string; titles: string; texts: string; whole: string }[]>`
          select pg_stat_get_xact_numscans('app.search_documents_records'::regclass) as records,
            pg_stat_get_xact_numscans('app.search_documents_titles'::regclass) as titles,
            pg_stat_get_xact_numscans('app.search_documents_texts'::regclass) as texts,
            pg_stat_get_xact_numscans('app.search_documents'::regclass) as whole`;
        return { rows: rows.length, ...scans };
      });
    // The last count is of the table read from its beginning to its end.
    expect(await run('c4ca4238 c9f0f')).toMatchObject({ rows: 1, whole: '0' });
    expect((await run('c4ca4238 c9f0f')).records).not.toBe('0');
    // Nothing holds it as written, so slips are looked for, too.
    expect((await run('c4ca4239a0b92')).whole).toBe('0');
    expect(await run('c4')).toMatchObject({ rows: 5, whole: '0' });
    // The query of app.find_records, which lists use.
    const plan = await deps.admin.unsafe(`
      explain select d.record_id from app.search_documents d
      where d.organization_id = '${ann.organizationId}' and d.kind = 'contact' and d.kind in ('contact', 'company', 'deal')
        and d.heading like '%c4ca4238%'`);
    expect(JSON.stringify(plan)).toContain('Bitmap Index Scan on search_documents_records');
  });
});
