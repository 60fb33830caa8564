// What people can rely on whose role does not reach all records when they ask who knows whom: over those that they reach, and nobody else.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Neighbourhood } from '../graph/schema.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('paths of somebody who reaches some records', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  let mia: TestPerson;
  let roleVersion = 1;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const place = { organizationId: ann.organizationId, role: 'member' };
    [bea, mia] = [await createPerson(api.deps, place), await createPerson(api.deps, place)];
    roleVersion = 1;
    await narrow('own');
  });

  const call = (who: TestPerson, method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: who.token, headers: { 'if-match': `"${version}"` }, ...(body && { body }) });
  const narrow = async (reach: string) => {
    await call(ann, 'PATCH', '/v1/roles/member', { reach }, roleVersion);
    roleVersion += 1;
  };
  const person = (name: string, owner: TestPerson, more: object = {}) =>
    sampleContact(api, ann.token, { name, ownerId: owner.userId, ...more });
  const end = (id: string, type = 'contact') => ({ type, id });
  const relate = (from: string, to: string, kind = 'partner') =>
    call(ann, 'POST', '/v1/relations', { kind, from: end(from), to: end(to) });
  const talk = (user: TestPerson, contact: string) => api.deps.admin`
    insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
    select ${user.organizationId}, ${contact}, 'email', direction, gen_random_uuid()::text, now(), ${user.userId}
    from unnest(array['inbound', 'outbound']) as direction`;
  const paths = async (who: TestPerson, query: string) => {
    const { status, body } = await call(who, 'GET', `/v1/graph/paths?${query}`);
    if (status !== 200) return [String(status)];
    return body.items.map(({ nodes }) => nodes.map(({ name }) => name).join(' ')).toSorted();
  };
  const around = async (who: TestPerson, record: string) => {
    const { status, body } = await call(who, 'GET', `/v1/graph/neighbourhood?record=${record}&depth=2`);
    return status === 200 ? Neighbourhood.parse(body) : status;
  };

  it('lead over their own records, and round whatever they do not see', async () => {
    const [ada, cid] = [await person('Ada', bea), await person('Cid', bea)];
    const [seen, hidden] = [await person('Seen', bea), await person('Hidden', ann)];
    const asked = `from=contact:${ada}&to=contact:${cid}`;
    await relate(ada, hidden);
    await relate(hidden, cid);
    expect([await paths(ann, asked), await paths(bea, asked)]).toEqual([['Ada Hidden Cid'], []]);
    await relate(ada, seen);
    await relate(seen, cid);
    expect(await paths(bea, asked)).toEqual(['Ada Seen Cid']);
    expect(await paths(mia, asked)).toEqual(['404']);
    for (const query of [`from=me&to=contact:${hidden}`, `from=contact:${hidden}&to=contact:${ada}`])
      expect(await paths(bea, query)).toEqual(['404']);
    const told = await around(bea, `contact:${ada}`);
    expect(told).toMatchObject({ nodes: [{ name: 'Ada' }, { name: 'Seen' }, { name: 'Cid' }] });
    expect(JSON.stringify(told)).not.toContain(hidden);
    expect(await around(bea, `contact:${hidden}`)).toBe(404);
  });

  it('are told by no company and no deal that they do not see', async () => {
    const [ada, bo] = [
      await person('Ada', bea, { companyName: 'Firm' }),
      await person('Bo', bea, { companyName: 'Firm' }),
    ];
    const deal = (
      await call(ann, 'POST', '/v1/deals', {
        name: 'Stairs',
        contacts: [end(ada), end(bo)].map(({ id }) => ({ contactId: id })),
      })
    ).body;
    const firm = (await call(ann, 'GET', '/v1/companies')).body.items[0];
    const asked = `from=contact:${ada}&to=contact:${bo}`;
    expect(await paths(bea, asked)).toEqual([]);
    expect(JSON.stringify(await around(bea, `contact:${ada}`))).not.toMatch(/Stairs|Firm/);
    await call(ann, 'PATCH', `/v1/deals/${deal.id}`, { ownerId: bea.userId }, deal.version);
    const kinds = async () =>
      (await call(bea, 'GET', `/v1/graph/paths?${asked}`)).body.items.map(({ edges }) => edges[0]?.kind);
    expect(await kinds()).toEqual(['deal']);
    await call(ann, 'DELETE', `/v1/deals/${deal.id}`);
    await call(ann, 'PATCH', `/v1/companies/${firm?.id}`, { ownerId: bea.userId }, firm?.version);
    expect(await kinds()).toEqual(['colleague']);
    expect(JSON.stringify(await around(bea, `contact:${ada}`))).toContain('Firm');
  });

  it('begin with colleagues who know them, and go as far as a team reaches', async () => {
    const [ada, theirs] = [await person('Ada', bea), await person('Theirs', mia)];
    await relate(theirs, ada);
    await talk(mia, theirs);
    await talk(ann, ada);
    const members = (await call(ann, 'GET', '/v1/members')).body.items;
    const nameOf = ({ userId }: TestPerson) => members.find(({ id }) => id === userId)?.name;
    expect(await paths(bea, `from=team&to=contact:${ada}`)).toEqual([`${nameOf(ann)} Ada`]);
    await narrow('team');
    await call(ann, 'POST', '/v1/teams', { name: 'North', memberIds: [bea.userId, mia.userId] });
    expect(await paths(bea, `from=team&to=contact:${ada}`)).toEqual(
      [`${nameOf(ann)} Ada`, `${nameOf(mia)} Theirs Ada`].toSorted(),
    );
  });

  it('are as many as there are in reach, however many edges lead elsewhere', async () => {
    const [hub, far] = [await person('Hub', bea), await person('Far', bea)];
    await relate(hub, far);
    await api.deps.admin`
      with crowd as (
        insert into app.contacts (organization_id, name, owner_id)
        select ${ann.organizationId}, 'Crowd ' || n, ${ann.userId} from generate_series(1, 2500) as n returning id)
      insert into app.relations (organization_id, kind, from_contact_id, to_contact_id)
      select ${ann.organizationId}, 'partner', ${hub}, id from crowd`;
    const { body } = await call(bea, 'GET', `/v1/graph/paths?from=contact:${hub}&to=contact:${far}`);
    expect([body.items.length, body.capped]).toEqual([1, false]);
    expect(await around(bea, `contact:${hub}`)).toMatchObject({ nodes: [{ id: hub }, { id: far }], capped: false });
  });
});
