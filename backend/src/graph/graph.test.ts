import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const noon = new Date('2026-06-01T12:00:00Z');

describe('the graph', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => noon;
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const get = (path: string, who = ann) => api.call('GET', path, { token: who.token });
  const post = (path: string, body: object) => api.call('POST', path, { token: ann.token, body });
  const person = (name: string, companyName?: string) =>
    sampleContact(api, ann.token, { name, ...(companyName ? { companyName } : {}) });
  const relate = async (from: string, to: string, kind = 'partner') => {
    const end = (id: string) => ({ type: 'contact', id });
    return (await post('/v1/relations', { kind, from: end(from), to: end(to) })).body.relation.id;
  };
  /** `days` with a message in and one out, the last of them today. */
  const talk = (user: TestPerson, contact: string, days: number) => api.deps.admin`
    insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
    select ${user.organizationId}, ${contact}, 'email', direction, gen_random_uuid()::text,
      ${noon}::timestamptz - day * interval '24 hours', ${user.userId}
    from generate_series(0, ${days - 1}::int) as day, unnest(array['inbound', 'outbound']) as direction`;
  const paths = async (query: string, who = ann) => (await get(`/v1/graph/paths?${query}`, who)).body;
  const namesOf = (items: { nodes: { name: string }[] }[]) =>
    items.map(({ nodes }) => nodes.map(({ name }) => name).join(' '));
  const idsOfCompanies = async () =>
    new Map((await get('/v1/companies')).body.items.map(({ id, name }) => [name, id] as const));
  const colleague = () => createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });

  it('finds a path over each sort of edge, and says what each is', async () => {
    const [ada, bea] = [await person('Ada', 'Acme'), await person('Bea', 'Acme')];
    const [cid, dan] = [await person('Cid'), await person('Dan')];
    await relate(bea, cid, 'reports_to');
    await post('/v1/deals', { name: 'Stairs', contacts: [{ contactId: cid }, { contactId: dan }] });
    const { items, capped } = await paths(`from=contact:${ada}&to=contact:${dan}`);
    expect(capped).toBe(false);
    const edge = { relationId: null, forward: true, label: null, via: null, grade: null };
    expect(items).toEqual([
      {
        score: 0.24,
        hops: 3,
        nodes: [
          { type: 'contact', id: ada, name: 'Ada' },
          { type: 'contact', id: bea, name: 'Bea' },
          { type: 'contact', id: cid, name: 'Cid' },
          { type: 'contact', id: dan, name: 'Dan' },
        ],
        edges: [
          { ...edge, kind: 'colleague', weight: 0.5, via: { type: 'company', id: expect.any(String), name: 'Acme' } },
          { ...edge, kind: 'reports_to', weight: 0.8, relationId: expect.any(String) },
          { ...edge, kind: 'deal', weight: 0.6, via: { type: 'deal', id: expect.any(String), name: 'Stairs' } },
        ],
      },
    ]);
    const back = await paths(`from=contact:${dan}&to=contact:${ada}`);
    expect(back.items[0]?.edges[1]).toMatchObject({ kind: 'reports_to', forward: false });
  });

  it('reads a custom relation in the direction of the path', async () => {
    const [ada, bea] = [await person('Ada'), await person('Bea')];
    const ends = { from: { type: 'contact', id: ada }, to: { type: 'contact', id: bea } };
    await post('/v1/relations', { kind: 'custom', label: 'Mentor of', inverseLabel: 'Mentored by', ...ends });
    const label = async (from: string, to: string) =>
      (await paths(`from=contact:${from}&to=contact:${to}`)).items[0]?.edges[0]?.label;
    expect([await label(ada, bea), await label(bea, ada)]).toEqual(['Mentor of', 'Mentored by']);
  });

  it('says which teammate can introduce us, the best one first, and what I can do myself', async () => {
    const bea = await colleague();
    const vic = await colleague();
    const [ada, cid] = [await person('Ada'), await person('Cid')];
    await talk(bea, ada, 1);
    await talk(vic, ada, 20);
    await talk(ann, cid, 20);
    await relate(cid, ada);
    const team = await paths(`from=team&to=contact:${ada}`);
    expect(team.items.map(({ score, nodes }) => [score, nodes[0]?.type, nodes[0]?.id, nodes.length])).toEqual([
      [0.95, 'user', vic.userId, 2],
      [0.855, 'user', ann.userId, 3],
      [0.4, 'user', bea.userId, 2],
    ]);
    expect(team.items[0]?.edges).toMatchObject([{ kind: 'knows', grade: 5, via: null }]);
    // Vic sits in the next room: whoever asks needs no path there.
    expect(namesOf((await paths(`from=me&to=contact:${ada}`)).items)).toEqual([`${ann.email.split('@')[0]} Cid Ada`]);
    const between = await paths(`from=contact:${cid}&to=contact:${ada}`);
    expect(between.items.map(({ hops }) => hops)).toEqual([1]);
  });

  it('names everybody who could introduce one to the other, whoever asks', async () => {
    const [ada, cid, dee, eve] = [await person('Ada'), await person('Cid'), await person('Dee'), await person('Eve')];
    for (const [between, messages] of [
      [cid, 20],
      [dee, 1],
    ] as const) {
      await relate(between, ada);
      await relate(eve, between);
      await talk(ann, between, messages);
    }
    const [me] = ann.email.split('@');
    const over = async (from: string) => namesOf((await paths(`from=${from}&to=contact:${ada}`)).items);
    expect((await over('me')).slice(0, 2)).toEqual([`${me} Cid Ada`, `${me} Dee Ada`]);
    expect(await over(`contact:${eve}`)).toEqual(expect.arrayContaining(['Eve Cid Ada', 'Eve Dee Ada']));
    expect((await over('team')).slice(0, 2)).toEqual([`${me} Cid Ada`, `${me} Dee Ada`]);
  });

  it('goes over a teammate who knows both, and over nobody who left', async () => {
    const [ada, cid] = [await person('Ada'), await person('Cid')];
    const bea = await colleague();
    await talk(bea, ada, 20);
    await talk(bea, cid, 20);
    const asked = `from=contact:${ada}&to=contact:${cid}`;
    expect((await paths(asked)).items).toMatchObject([{ hops: 2, score: 0.9025, nodes: [{}, { type: 'user' }, {}] }]);
    await api.deps.admin`delete from app.memberships where user_id = ${bea.userId}`;
    expect((await paths(asked)).items).toEqual([]);
  });

  it('finds the way into a company, and over companies that work together', async () => {
    const [ada, bea, cid] = [await person('Ada', 'Acme'), await person('Bea', 'Globex'), await person('Cid')];
    await relate(cid, bea);
    const firms = await idsOfCompanies();
    const into = await paths(`from=contact:${cid}&to=company:${firms.get('Globex')}`);
    expect(namesOf(into.items)).toEqual(['Cid Bea Globex']);
    const end = (name: string) => ({ type: 'company', id: firms.get(name) });
    await post('/v1/relations', { kind: 'partner', from: end('Acme'), to: end('Globex') });
    expect(namesOf((await paths(`from=contact:${ada}&to=contact:${bea}`)).items)).toEqual(['Ada Acme Globex Bea']);
  });

  it('goes over nothing that was deleted, and comes back when it is restored', async () => {
    const [ada, bea, cid] = [await person('Ada'), await person('Bea'), await person('Cid')];
    const first = await relate(ada, bea);
    await relate(bea, cid);
    const asked = `from=contact:${ada}&to=contact:${cid}`;
    expect(namesOf((await paths(asked)).items)).toEqual(['Ada Bea Cid']);
    for (const path of [`/v1/contacts/${bea}`, `/v1/relations/${first}`]) {
      await api.call('DELETE', path, { token: ann.token });
      expect((await paths(asked)).items).toEqual([]);
      await api.call('POST', `${path}/restore`, { token: ann.token });
      expect((await paths(asked)).items).toHaveLength(1);
    }
    await api.call('DELETE', `/v1/contacts/${cid}`, { token: ann.token });
    expect((await get(`/v1/graph/paths?${asked}`)).status).toBe(404);
    expect((await get(`/v1/graph/neighbourhood?record=contact:${cid}`)).status).toBe(404);
  });

  it('ends at four edges, or at fewer when asked', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) ids.push(await person(name));
    for (const [index, id] of ids.slice(0, -1).entries()) await relate(id, ids[index + 1] ?? '');
    const length = async (to: number, more = '') =>
      (await paths(`from=contact:${ids[0]}&to=contact:${ids[to]}${more}`)).items.map(({ hops }) => hops);
    expect([await length(4), await length(5), await length(4, '&hops=3'), await length(3, '&hops=3')]).toEqual([
      [4],
      [],
      [],
      [3],
    ]);
  });

  it.each([
    ['from=me', 422],
    ['to=contact:1&from=me', 422],
    ['from=you&to=CONTACT', 422],
    ['from=CONTACT&to=CONTACT', 422],
    ['from=me&to=CONTACT&hops=5', 422],
    ['from=me&to=THEIRS', 404],
    ['from=THEIRS&to=CONTACT', 404],
    ['from=me&to=company:00000000-0000-7000-8000-000000000000', 404],
  ])('answers %s with %i', async (query, status) => {
    const bob = await createPerson(api.deps);
    const theirs = await sampleContact(api, bob.token, { name: 'Theirs' });
    const filled = query
      .replaceAll('CONTACT', `contact:${await person('Ada')}`)
      .replaceAll('THEIRS', `contact:${theirs}`);
    expect((await get(`/v1/graph/paths?${filled}`)).status).toBe(status);
  });

  it('never leads over another organization, nor shows it to a page without the right', async () => {
    const ada = await person('Ada');
    const bob = await createPerson(api.deps);
    expect((await get(`/v1/graph/neighbourhood?record=contact:${ada}`, bob)).status).toBe(404);
    const { token, origin } = await sampleEmbed(api, ann.token);
    const embedded = await api.call('GET', `/v1/graph/neighbourhood?record=contact:${ada}`, {
      token,
      headers: { origin },
    });
    expect(embedded.status).toBe(403);
  });

  it('of ten thousand edges at one node is cut, and says so', async () => {
    const [hub, far, near] = [await person('Hub'), await person('Far'), await person('Near')];
    await api.deps.admin`
      with crowd as (
        insert into app.contacts (organization_id, name)
        select ${ann.organizationId}, 'Crowd ' || n from generate_series(1, 10000) as n returning id)
      insert into app.relations (organization_id, kind, from_contact_id, to_contact_id)
      select ${ann.organizationId}, 'introduced_by', id, ${hub} from crowd`;
    await relate(hub, far);
    await relate(near, hub);
    const through = await paths(`from=contact:${near}&to=contact:${far}`);
    expect(namesOf(through.items)).toEqual(['Near Hub Far']);
    const [one] = await api.deps.admin<{ id: string }[]>`
      select id from app.contacts where organization_id = ${ann.organizationId} and name = 'Crowd 1'`;
    expect(namesOf((await paths(`from=contact:${one?.id}&to=contact:${far}`)).items)).toEqual(['Crowd 1 Hub Far']);
    const around = (await get(`/v1/graph/neighbourhood?record=contact:${hub}&depth=2`)).body;
    expect([around.capped, around.nodes.length <= 120, around.nodes[0]?.name]).toEqual([true, true, 'Hub']);
    expect((await paths(`from=contact:${hub}&to=contact:${far}`)).capped).toBe(true);
  });

  it('does not take the people of a large company for acquaintances', async () => {
    const [ada, bea] = [await person('Ada', 'Acme'), await person('Bea', 'Acme')];
    const asked = `from=contact:${ada}&to=contact:${bea}`;
    expect((await paths(asked)).items).toMatchObject([{ hops: 1, edges: [{ kind: 'colleague' }] }]);
    const acme = (await idsOfCompanies()).get('Acme') ?? '';
    await api.deps.admin`
      insert into app.contacts (organization_id, name, company_id)
      select ${ann.organizationId}, 'Crowd ' || n, ${acme} from generate_series(1, 100) as n`;
    expect((await paths(asked)).items).toEqual([]);
  });

  it('around a record shows its neighbours and the edges among them, then theirs', async () => {
    const [ada, bea, cid] = [await person('Ada', 'Acme'), await person('Bea', 'Acme'), await person('Cid')];
    await relate(ada, cid);
    await relate(cid, bea);
    await talk(ann, ada, 2);
    const around = async (depth: number) => {
      const { nodes, edges, capped } = (await get(`/v1/graph/neighbourhood?record=contact:${ada}&depth=${depth}`)).body;
      const nameOf = new Map(nodes.map(({ id, name }) => [id, id === ann.userId ? 'me' : name]));
      const said = edges.map((edge) => [nameOf.get(edge.from.id), edge.kind, nameOf.get(edge.to.id)].join(' '));
      return { names: nodes.map(({ id }) => nameOf.get(id)).sort(), said: said.sort(), capped };
    };
    expect(await around(1)).toEqual({
      names: ['Acme', 'Ada', 'Cid', 'me'],
      said: ['Ada knows me', 'Ada partner Cid', 'Ada works_at Acme'],
      capped: false,
    });
    expect(await around(2)).toEqual({
      names: ['Acme', 'Ada', 'Bea', 'Cid', 'me'],
      said: ['Acme works_at Bea', 'Ada knows me', 'Ada partner Cid', 'Ada works_at Acme', 'Cid partner Bea'],
      capped: false,
    });
  });
});
