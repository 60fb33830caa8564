import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { everyRow } from './testing/every-row.ts';

describe('merging contacts', () => {
  let api: TestApi;
  let ann: TestPerson;
  let now = new Date();
  let serial = 0;
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => now;
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}, token = ann.token) =>
    api.call(method, path, { token, headers, ...(body ? { body } : {}) });
  const merge = (winnerId: string, loserId: string, more: object = {}) =>
    call('POST', '/v1/contacts/merge', { winnerId, loserId, ...more });
  const undo = (undoToken: string) => call('POST', '/v1/undo', { undoToken });
  const read = async (id: string) => (await call('GET', `/v1/contacts/${id}`)).body;
  const codeOf = async (reply: ReturnType<typeof call>) => {
    const { status, body } = await reply;
    return [status, body.code];
  };
  const rows = () => everyRow(api.deps, ann.organizationId);

  /** A contact with some of everything: points, an employment, messages, a deal, a task, a note and a relation. */
  const furnished = async (name: string, more: object = {}) => {
    serial += 1;
    const id = await sampleContact(api, ann.token, {
      name,
      companyName: `Firm ${serial}`,
      points: [{ kind: 'email', value: `p${serial}@furnished-${serial}.example` }],
      ...more,
    });
    await call(
      'POST',
      '/v1/interactions',
      sampleMessage(id, `m${serial}`, { occurredAt: `2026-01-0${(serial % 8) + 1}T10:00:00Z`, body: 'Hello' }),
    );
    const deal = (
      await call('POST', '/v1/deals', { name: `Deal of ${name}`, contacts: [{ contactId: id, role: 'Decides' }] })
    ).body.id;
    const record = { type: 'contact', id };
    await call('POST', '/v1/tasks', { title: `Call ${name}`, record });
    await call('POST', '/v1/notes', { body: `About ${name}`, record });
    const other = await sampleContact(api, ann.token, { name: `Boss of ${name}` });
    await call('POST', '/v1/relations', { kind: 'reports_to', from: record, to: { type: 'contact', id: other } });
    return { id, deal, other };
  };

  it('moves everything to the winner, keeps what both knew, and says so', async () => {
    const winner = await furnished('Ada Prospect', { title: 'Buyer', tags: ['fair'], notes: 'From Porto' });
    const loser = await furnished('Ada P.', { tags: ['vip'], notes: 'Likes oak', timeZone: 'Europe/Lisbon' });
    const { status, body } = await merge(winner.id, loser.id);
    expect(status).toBe(200);
    expect(body.contact).toMatchObject({
      id: winner.id,
      name: 'Ada Prospect',
      title: 'Buyer',
      tags: ['fair', 'vip'],
      notes: 'From Porto\n\nLikes oak',
      timeZone: 'Europe/Lisbon',
    });
    expect(body.contact.points).toHaveLength(2);
    expect(Object.fromEntries(body.moves.map(({ what, count }) => [what, count]))).toEqual({
      contact_points: 1,
      employments: 1,
      interactions: 1,
      deal_contacts: 1,
      tasks: 1,
      notes: 1,
      relations: 1,
    });
    const { items } = (await call('GET', `/v1/contacts/${winner.id}/interactions`)).body;
    expect(items).toHaveLength(2);
    const deal = (await call('GET', `/v1/deals/${loser.deal}`)).body;
    expect(deal.contacts).toMatchObject([{ contact: { id: winner.id }, role: 'Decides' }]);
  });

  it('answers the old id with where it went, however long the chain', async () => {
    const [a, b, c] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token),
    ];
    await merge(b, a);
    await merge(c, b);
    const gone = await call('GET', `/v1/contacts/${a}`);
    expect([gone.status, gone.body.code, gone.body.mergedInto]).toEqual([410, 'record_merged', c]);
    expect(await codeOf(call('POST', `/v1/contacts/${a}/restore`))).toEqual([410, 'record_merged']);
    expect(await codeOf(call('PATCH', `/v1/contacts/${a}`, { name: 'X' }, { 'if-match': '"2"' }))).toEqual([
      410,
      'record_merged',
    ]);
    const { items } = (await call('GET', '/v1/contacts?deleted=true')).body;
    expect(items.filter(({ id }) => id === a || id === b)).toEqual([]);
  });

  it('previews exactly what it would do, and changes nothing', async () => {
    const winner = await furnished('Bea Hale', { tags: ['a'] });
    const loser = await furnished('Bea Hale', { tags: ['b'], language: 'pt' });
    const before = await rows();
    const preview = (await merge(winner.id, loser.id, { dryRun: true })).body;
    expect(preview).toMatchObject({ mergeId: null, undoToken: null });
    expect(await rows()).toEqual(before);
    const done = (await merge(winner.id, loser.id)).body;
    expect({ ...preview.contact, updatedAt: '' }).toEqual({ ...done.contact, updatedAt: '' });
    expect(preview.moves).toEqual(done.moves);
  });

  it('takes the values that a person chose, and refuses fields that there are not', async () => {
    const one = { name: 'Cid', title: 'Buyer', notes: 'One', tags: ['one'], companyName: 'Choice One' };
    const two = { name: 'Cid Row', title: 'CTO', notes: 'Two', tags: ['two'], companyName: 'Choice Two' };
    const [winner, loser] = [await sampleContact(api, ann.token, one), await sampleContact(api, ann.token, two)];
    expect(await codeOf(merge(winner, loser, { choices: { shoeSize: 'loser' } }))).toEqual([422, 'invalid_input']);
    const choices = { name: 'loser', title: 'loser', companyId: 'loser', notes: 'winner', tags: 'loser' };
    const before = await rows();
    const { body } = await merge(winner, loser, { choices });
    expect(body.contact).toMatchObject({
      name: 'Cid Row',
      title: 'CTO',
      company: { name: 'Choice Two' },
      notes: 'One',
      tags: ['two'],
    });
    await undo(body.undoToken);
    expect(await rows()).toEqual(before);
  });

  it('says why the two may be the same', async () => {
    const body = { name: 'Dan Quay', companyName: 'Quay & Sons' };
    const [winner, loser] = [await sampleContact(api, ann.token, body), await sampleContact(api, ann.token, body)];
    const merged = (await merge(winner, loser, { dryRun: true })).body;
    expect(merged.reason).toEqual({ reason: 'name_and_company', shared: 'Quay & Sons' });
  });

  it('needs two live contacts of the organization', async () => {
    const id = await sampleContact(api, ann.token);
    const deleted = await sampleContact(api, ann.token);
    await call('DELETE', `/v1/contacts/${deleted}`);
    const foreign = await sampleContact(api, (await createPerson(api.deps)).token);
    expect(await codeOf(merge(id, id))).toEqual([422, 'invalid_input']);
    expect(await codeOf(merge(id, deleted))).toEqual([409, 'record_deleted']);
    expect(await codeOf(merge(id, foreign))).toEqual([404, 'not_found']);
  });

  it('is told of: events, audit, live', async () => {
    const [winner, loser] = [
      await sampleContact(api, ann.token),
      await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer' }),
    ];
    const { body } = await merge(winner, loser);
    await undo(body.undoToken);
    const events = await api.deps.admin`select type, payload from app.events where subject_id = ${winner} order by id`;
    const payload = { loserId: loser, mergeId: body.mergeId };
    expect(events.map((event) => ({ ...event })).slice(1)).toEqual([
      { type: 'contact.merged', payload },
      { type: 'contact.unmerged', payload },
    ]);
    const log = (await call('GET', `/v1/audit?recordId=${loser}`)).body.items;
    expect(log.map(({ action }) => action)).toEqual(['restored', 'merged', 'created']);
    expect(log[1]?.changes).toEqual({ mergedInto: [null, winner] });
  });

  describe('undone', () => {
    it('restores both and everything that hung on them, byte for byte', async () => {
      const shared = (await call('POST', '/v1/deals', { name: 'Shared' })).body.id;
      const winner = await furnished('Eve Stone', { tags: ['a'], title: 'Owner' });
      const loser = await furnished('Eve S.', {
        companyName: `Firm ${serial}`,
        tags: ['b'],
        notes: 'Note',
        doNotContact: true,
      });
      const contacts = [{ contactId: winner.id }, { contactId: loser.id, role: 'Pays' }];
      await call('PATCH', `/v1/deals/${shared}`, { contacts }, { 'if-match': '"1"' });
      const [left, right] = [
        { type: 'contact', id: winner.id },
        { type: 'contact', id: loser.id },
      ];
      await call('POST', '/v1/relations', { kind: 'partner', from: left, to: right });
      for (const to of [winner.other, loser.other]) {
        await call('POST', '/v1/relations', { kind: 'family', from: left, to: { type: 'contact', id: to } });
        await call('POST', '/v1/relations', { kind: 'family', from: right, to: { type: 'contact', id: to } });
      }
      const before = await rows();
      const { body } = await merge(winner.id, loser.id);
      expect(body.dropped).toBeGreaterThan(3);
      expect(await rows()).not.toEqual(before);
      expect((await undo(body.undoToken)).status).toBe(200);
      expect(await rows()).toEqual(before);
    });

    it('leaves with the winner what came since, and what was edited elsewhere', async () => {
      const winner = await furnished('Fay Reed');
      const loser = await furnished('Fay R.', { title: 'Buyer' });
      const before = [await read(winner.id), await read(loser.id)];
      const merged = (await merge(winner.id, loser.id)).body;
      await call(
        'PATCH',
        `/v1/contacts/${winner.id}`,
        { language: 'pt' },
        { 'if-match': `"${merged.contact.version}"` },
      );
      const { interaction } = (
        await call('POST', '/v1/interactions', sampleMessage(winner.id, 'late', { occurredAt: '2026-02-01T10:00:00Z' }))
      ).body;
      expect((await undo(merged.undoToken)).status).toBe(200);
      const after = await read(winner.id);
      expect(after).toMatchObject({
        language: 'pt',
        title: before[0]?.title,
        lastInteractionAt: expect.stringMatching(/^2026-02-01/),
      });
      expect(after.version).toBeGreaterThan(merged.contact.version);
      expect((await call('GET', `/v1/contacts/${winner.id}/interactions`)).body.items.map(({ id }) => id)).toContain(
        interaction.id,
      );
      expect(await read(loser.id)).toEqual(before[1]);
    });

    it('is refused when somebody changed since what the merge had changed', async () => {
      const [winner, loser] = [
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token, { name: 'Ada', title: 'Buyer' }),
      ];
      const merged = (await merge(winner, loser)).body;
      const headers = { 'if-match': `"${merged.contact.version}"` };
      const edit = (await call('PATCH', `/v1/contacts/${winner}`, { title: 'CTO' }, headers)).body;
      const refused = await undo(merged.undoToken);
      expect([refused.status, refused.body.code]).toEqual([409, 'undo_conflict']);
      expect(refused.body.detail).toContain('title');
      await undo(edit.undoToken);
      expect((await undo(merged.undoToken)).status).toBe(200);
      expect((await read(loser)).title).toBe('Buyer');
    });

    it('goes in order: a later merge first', async () => {
      const [a, b, c] = [
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
      ];
      const before = await rows();
      const first = (await merge(b, a)).body;
      const second = (await merge(c, b)).body;
      expect(await codeOf(undo(first.undoToken))).toEqual([409, 'undo_conflict']);
      await undo(second.undoToken);
      await undo(first.undoToken);
      expect(await rows()).toEqual(before);
    });

    it('works for 30 days, also for a colleague, once', async () => {
      const colleague = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
      const pairs = [];
      for (let nth = 0; nth < 2; nth += 1) {
        const ids = [await sampleContact(api, ann.token), await sampleContact(api, ann.token)];
        pairs.push((await merge(ids[0] ?? '', ids[1] ?? '')).body);
      }
      const [early, late] = pairs;
      const start = now;
      now = new Date(start.getTime() + 29 * 24 * 60 * 60_000);
      const path = (id: string | undefined) => `/v1/merges/${id}/undo`;
      expect((await call('POST', path(early?.mergeId), undefined, {}, colleague.token)).status).toBe(200);
      expect(await codeOf(call('POST', path(early?.mergeId)))).toEqual([409, 'undo_used']);
      now = new Date(start.getTime() + 30 * 24 * 60 * 60_000);
      expect(await codeOf(call('POST', path(late?.mergeId)))).toEqual([410, 'undo_expired']);
      expect(await codeOf(undo(late?.undoToken ?? ''))).toEqual([410, 'undo_expired']);
      now = start;
      const { items } = (await call('GET', '/v1/merges?limit=2')).body;
      expect(items.map(({ id }) => id)).toEqual([late?.mergeId, early?.mergeId]);
    });
  });

  describe('many at once', () => {
    it('goes through chains and circles, and one that fails leaves the others', async () => {
      const [a, b, c, d] = [
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
        await sampleContact(api, ann.token),
      ];
      await call('DELETE', `/v1/contacts/${d}`);
      const before = await rows();
      const pair = (winnerId: string, loserId: string) => ({ winnerId, loserId });
      const pairs = [pair(b, a), pair(c, b), pair(a, c), pair(c, d)];
      const { body } = await call('POST', '/v1/contacts/merge-many', { pairs });
      expect(body.items.map(({ status, winnerId }) => [status, winnerId])).toEqual([
        ['merged', b],
        ['merged', c],
        ['same', c],
        ['failed', null],
      ]);
      expect(body.items[3]?.problem).toContain('deleted');
      await undo(body.undoToken);
      expect(await rows()).toEqual(before);
    });
  });

  describe('by several people at the same moment', () => {
    it('of the same pair, merges once', async () => {
      const winner = await furnished('Gus Oak');
      const loser = await furnished('Gus O.');
      const replies = await Promise.all(
        Array.from({ length: 6 }, (_, nth) => (nth % 2 ? merge(winner.id, loser.id) : merge(loser.id, winner.id))),
      );
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.filter(({ body }) => body.code === 'record_merged')).toHaveLength(5);
      const left = replies.find(({ status }) => status === 200)?.body.contact.id ?? '';
      expect((await read(left)).points).toHaveLength(2);
      expect((await call('GET', `/v1/contacts/${left}/interactions`)).body.items).toHaveLength(2);
    });

    it('of A into B while B goes into C, loses nothing', async () => {
      for (let round = 0; round < 4; round += 1) {
        const [a, b, c] = [await furnished('A'), await furnished('B'), await furnished('C')];
        const replies = await Promise.all([merge(b.id, a.id), merge(c.id, b.id)]);
        for (const { status, body } of replies)
          expect([200, 410]).toContain(body.code === 'record_merged' ? 410 : status);
        const left = (await Promise.all([a, b, c].map(({ id }) => call('GET', `/v1/contacts/${id}`)))).filter(
          ({ status }) => status === 200,
        );
        const points = left.flatMap(({ body }) => body.points);
        expect(points).toHaveLength(3);
        const logged = await Promise.all(
          left.map(async ({ body }) => (await call('GET', `/v1/contacts/${body.id}/interactions`)).body.items.length),
        );
        expect(logged.reduce((sum, count) => sum + count, 0)).toBe(3);
      }
    });

    it('while others log, write notes and capture, loses nothing', async () => {
      for (let round = 0; round < 4; round += 1) {
        const winner = await sampleContact(api, ann.token, { name: 'Winner' });
        const address = `race-${round}@race.example`;
        const points = [{ kind: 'email', value: address }];
        const loser = await sampleContact(api, ann.token, { name: 'Loser', points });
        const record = { type: 'contact', id: loser };
        const [merged, logged, noted, captured] = await Promise.all([
          merge(winner, loser),
          call('POST', '/v1/interactions', sampleMessage(loser, `race-${round}`)),
          call('POST', '/v1/notes', { body: 'Race', record }),
          call('POST', '/v1/contacts', { title: 'Racer', points }),
        ]);
        expect(merged.status).toBe(200);
        // Each either came through and hangs on the winner, or says clearly that it did not.
        const of = async (table: string) =>
          (await api.deps.admin`select from app.${api.deps.admin(table)} where contact_id = ${winner}`).length;
        expect(await of('interactions')).toBe(logged.status < 300 ? 1 : 0);
        expect(await of('notes')).toBe(noted.status < 300 ? 1 : 0);
        for (const { status } of [logged, noted]) expect([201, 404, 409, 410]).toContain(status);
        expect([200, 410]).toContain(captured.status);
        if (captured.status === 200) expect((await read(winner)).title).toBe('Racer');
      }
    });
  });
});

describe('merging companies', () => {
  it('moves people, deals, domains and points, and undoes it byte for byte', async () => {
    const api = await createTestApi();
    const ann = await createPerson(api.deps);
    const call = (method: string, path: string, body?: object) =>
      api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
    const company = async (body: object) => (await call('POST', '/v1/companies', body)).body.id;
    const winner = await company({ name: 'Fernhill', domain: 'fernhill.example' });
    const loser = await company({ name: 'Fernhill Ltd', domain: 'fernhill-ltd.example' });
    const ada = await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Fernhill' });
    await sampleContact(api, ann.token, { name: 'Bea', companyName: 'Fernhill Ltd', title: 'CTO' });
    await call('POST', '/v1/interactions', sampleMessage(ada, 'm1'));
    const deal = (await call('POST', '/v1/deals', { name: 'Stairs', companyId: loser })).body.id;
    await call('POST', '/v1/notes', { body: 'Note', record: { type: 'company', id: loser } });
    const before = await everyRow(api.deps, ann.organizationId);
    const merged = (await call('POST', '/v1/companies/merge', { winnerId: winner, loserId: loser })).body;
    expect(merged.company).toMatchObject({ name: 'Fernhill', domains: ['fernhill.example', 'fernhill-ltd.example'] });
    expect((await call('GET', `/v1/deals/${deal}`)).body.company?.id).toBe(winner);
    const bea = (await call('GET', '/v1/contacts?search=Bea')).body.items[0];
    expect([bea?.company?.id, bea?.title]).toEqual([winner, 'CTO']);
    const gone = await call('GET', `/v1/companies/${loser}`);
    expect([gone.status, gone.body.mergedInto]).toEqual([410, winner]);
    expect((await call('POST', '/v1/undo', { undoToken: merged.undoToken })).status).toBe(200);
    expect(await everyRow(api.deps, ann.organizationId)).toEqual(before);
    await api.close();
  });
});

describe('the merge’s rules', () => {
  it('name every column that refers to a contact or a company', async () => {
    const api = await createTestApi();
    const columns = await api.deps.admin`
      select distinct case p.relname when 'contacts' then 'contact' else 'company' end as kind, t.relname as table, a.attname as column
      from pg_constraint f
      join pg_class t on t.oid = f.conrelid
      join pg_class p on p.oid = f.confrelid and p.oid in ('app.contacts'::regclass, 'app.companies'::regclass)
      join unnest(f.conkey) as key (nth) on true
      join pg_attribute a on a.attrelid = t.oid and a.attnum = key.nth and a.attname <> 'organization_id'
      where f.contype = 'f' order by 1, 2, 3`;
    const rules = await api.deps.admin`
      select record_type as kind, table_name as table, column_name as column from app.merge_rules order by 1, 2, 3`;
    // A new table adds its line in a migration after merges.sql: `select app.keep_merged('contact', 'visits', 'contact_id');`
    expect(rules.map((row) => ({ ...row }))).toEqual(columns.map((row) => ({ ...row })));
    await api.close();
  });
});
