import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn } from '../db/act-in.ts';
import { readAs } from '../db/tenant.ts';
import { personIn } from '../http/context.ts';
import { tried } from '../testing/properties.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { matchContacts } from './match-contacts.ts';
import type { MatchCandidate } from './match-keys.ts';

describe('matching people', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const email = (value: string) => ({ kind: 'email', value });
  const add = (body: object) => sampleContact(api, ann.token, body);
  const match = async (...candidates: object[]) => {
    const { status, body } = await api.call('POST', '/v1/contacts/match', { token: ann.token, body: { candidates } });
    if (status !== 200) throw new Error(`Answered with ${status}`);
    return body.items;
  };

  it('goes by contact points, in whatever way they are written', async () => {
    const id = await add({
      name: 'Ada Prospect',
      points: [email('ada@points.example'), { kind: 'phone', value: '+49 30 1234567' }],
    });
    const [byMail, byPhone, nobody] = await match(
      { points: [email('MAILTO:Ada@POINTS.example')] },
      { name: 'Somebody Else', points: [{ kind: 'phone', value: '+49 (30) 12345-67' }] },
      { points: [email('eve@points.example')] },
    );
    const point = { kind: 'email', normalized: 'ada@points.example' };
    expect(byMail).toEqual({
      owners: [{ contactId: id, name: 'Ada Prospect', deleted: false, point }],
      suggestions: [],
    });
    expect(byPhone?.owners.map(({ contactId }) => contactId)).toEqual([id]);
    expect(nobody).toEqual({ owners: [], suggestions: [] });
  });

  it('names everybody whom the points belong to, the deleted too', async () => {
    const one = await add({ name: 'One', points: [email('one@several.example')] });
    const two = await add({ name: 'Two', points: [email('two@several.example')] });
    await api.call('DELETE', `/v1/contacts/${two}`, { token: ann.token });
    const [found] = await match({ points: [email('two@several.example'), email('one@several.example')] });
    expect(found?.owners.map(({ contactId, deleted }) => ({ contactId, deleted }))).toEqual([
      { contactId: two, deleted: true },
      { contactId: one, deleted: false },
    ]);
  });

  it('suggests the same name at the same company, whatever the case and accents, also a former one', async () => {
    const id = await add({ name: 'Zoé Okonjo', companyName: 'Okonjo & Hale' });
    const found = await match(
      { name: '  ZOE   okonjo ', companyName: 'OKONJO & HALE' },
      { name: 'Zoe Okonjo', companyName: 'Fernhill' },
      { name: 'Zoe Okonjo' },
    );
    expect(found.map(({ suggestions }) => suggestions)).toEqual([
      [{ contactId: id, name: 'Zoé Okonjo', reason: 'name_and_company', shared: 'Okonjo & Hale' }],
      [],
      [],
    ]);
    await api.deps.admin`update app.employments set is_current = false where contact_id = ${id}`;
    const [former] = await match({ name: 'Zoe Okonjo', companyName: 'Okonjo & Hale' });
    expect(former?.suggestions).toHaveLength(1);
  });

  it('suggests the same name at the same mail domain, but for public providers', async () => {
    const id = await add({ name: 'Bea Hale', points: [email('bea@domain.example')] });
    await add({ name: 'Bea Hale', points: [email('bea.hale@gmail.com')] });
    const [same, provider] = await match(
      { name: 'Bea Hale', points: [email('b.hale@domain.example')] },
      { name: 'Bea Hale', points: [email('b.hale@gmail.com')] },
    );
    expect(same?.suggestions).toEqual([
      { contactId: id, name: 'Bea Hale', reason: 'name_and_domain', shared: 'domain.example' },
    ]);
    expect(provider?.suggestions).toEqual([]);
  });

  it('suggests the same name at a company of the mail’s domain', async () => {
    await api.call('POST', '/v1/companies', {
      token: ann.token,
      body: { name: 'Harbour Row', domain: 'harbour.example' },
    });
    const id = await add({ name: 'Cid Row', companyName: 'Harbour Row' });
    const [found] = await match({ name: 'Cid Row', points: [email('cid@harbour.example')] });
    expect(found?.suggestions).toMatchObject([{ contactId: id, reason: 'name_and_domain', shared: 'harbour.example' }]);
  });

  it('suggests nobody who was deleted or already matches, and only people of the organization', async () => {
    const bob = await createPerson(api.deps);
    const body = { name: 'Dan Quay', companyName: 'Quay', points: [email('dan@quay.example')] };
    await sampleContact(api, bob.token, body);
    const id = await add(body);
    const [own] = await match(body);
    expect([own?.owners.length, own?.suggestions]).toEqual([1, []]);
    await api.call('DELETE', `/v1/contacts/${id}`, { token: ann.token });
    const [deleted] = await match({ name: 'Dan Quay', companyName: 'Quay' });
    expect(deleted).toEqual({ owners: [], suggestions: [] });
  });

  it('is what a capture goes by, and a capture says who may be the same', async () => {
    const id = await add({ name: 'Eve Stone', companyName: 'Stoneworks' });
    const made = await api.call('POST', '/v1/contacts', {
      token: ann.token,
      body: { name: 'Eve Stone', companyName: 'Stoneworks', points: [email('eve@stone.example')] },
    });
    expect(made.body).toMatchObject({ created: true, suggestions: [{ contactId: id, reason: 'name_and_company' }] });
  });

  it('names wrong points by candidate', async () => {
    const candidates = [{ points: [email('a@b.example')] }, { points: [email('nobody')] }];
    const reply = await api.call('POST', '/v1/contacts/match', { token: ann.token, body: { candidates } });
    expect([reply.status, reply.body.errors[0]?.path]).toEqual([422, 'candidates.1.points.0.value']);
  });

  it('takes thousands at once, in order', async () => {
    const bob = await createPerson(api.deps);
    await api.deps.admin`
      with made as (
        insert into app.contacts (organization_id, name) select ${bob.organizationId}, 'Person ' || n from generate_series(1, 3000) n
        returning id, name)
      insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
      select ${bob.organizationId}, id, 'email', name, replace(lower(name), ' ', '-') || '@many.example' from made`;
    // As autovacuum does, else the planner guesses.
    await api.deps.admin`analyze app.contacts, app.contact_points`;
    const candidates = Array.from(
      { length: 3000 },
      (_, index): MatchCandidate => ({
        name: `Person ${index + 1}`,
        points:
          index % 2
            ? [{ kind: 'email', normalized: `person-${index + 1}@many.example` }]
            : [{ kind: 'email', normalized: `p${index}@many.example` }],
      }),
    );
    const found = await readAs(api.deps.sql, bob.claims, async (tx) => {
      const context = {
        deps: api.deps,
        actor: personIn(bob.claims),
        requestId: 'many',
        tx,
      };
      const planned = () => tx<{ mode: string }[]>`select current_setting('plan_cache_mode') as mode`;
      const [, [before], matches, [after]] = await Promise.all([
        actIn(tx, null, 'contacts.read'),
        planned(),
        matchContacts(context, candidates),
        planned(),
      ]);
      // What follows in the transaction, foreign keys above all, is not planned anew each time.
      expect(after?.mode).toBe(before?.mode);
      return matches;
    });
    expect(found.map(({ owners, suggestions }) => owners[0]?.name ?? suggestions[0]?.name)).toEqual(
      candidates.map(({ name }) => name),
    );
  });

  describe('by rules that hold for everybody', () => {
    const names = fc.constantFrom('Zoé Ёлка', 'ZOE ёлка', 'Bea-Li O’Neill');
    const person = fc.record({
      name: names,
      companyName: fc.constantFrom(null, 'Acme', 'Fernhill'),
      local: fc.stringMatching(/^[a-z][a-z0-9]{5,10}$/),
      domain: fc.constantFrom('acme.example', 'fernhill.example', 'gmail.com'),
    });
    const bodyOf = ({
      name,
      companyName,
      local,
      domain,
    }: {
      name: string;
      companyName: string | null;
      local: string;
      domain: string;
    }) => ({
      name,
      companyName,
      points: [email(`${local}@${domain}`)],
    });

    it('a second capture of the same, however written, changes nothing', async () => {
      await fc.assert(
        fc.asyncProperty(person, fc.boolean(), async (one, loud) => {
          const body = bodyOf(one);
          const first = await api.call('POST', '/v1/contacts', { token: ann.token, body });
          const written = loud ? `  mailto:${body.points[0]?.value.toUpperCase()} ` : (body.points[0]?.value ?? '');
          const again = await api.call('POST', '/v1/contacts', {
            token: ann.token,
            body: { ...body, points: [email(written)] },
          });
          expect([again.status, again.body.contact]).toEqual([200, first.body.contact]);
        }),
        tried(25, 3),
      );
    });

    it('whoever is suggested for another would be suggested the other way round', async () => {
      let suggested = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(person, { minLength: 2, maxLength: 5 }), async (people) => {
          const bob = await createPerson(api.deps);
          const call = (path: string, body: object) => api.call('POST', path, { token: bob.token, body });
          const bodies = [...new Map(people.map((one) => [`${one.local}@${one.domain}`, one])).values()].map(bodyOf);
          const ids: string[] = [];
          for (const body of bodies) ids.push((await call('/v1/contacts', body)).body.contact.id);
          const { items } = (await call('/v1/contacts/match', { candidates: bodies })).body;
          expect(items.map(({ owners }) => owners.map(({ contactId }) => contactId))).toEqual(ids.map((id) => [id]));
          const pairs = items.flatMap(({ suggestions }, nth) =>
            suggestions.map(({ contactId }) => [ids[nth], contactId]),
          );
          const written = pairs.map((pair) => pair.join());
          suggested += pairs.length;
          expect(pairs.map((pair) => pair.toReversed().join()).toSorted()).toEqual(written.toSorted());
        }),
        tried(15, 3),
      );
      expect(suggested).toBeGreaterThan(0);
    });
  });
});
