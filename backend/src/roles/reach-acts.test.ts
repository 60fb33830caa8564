// What people can rely on whose role does not reach all records when they share, merge and import: with what they reach, and no further.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeAs } from '../db/tenant.ts';
import { Merge } from '../merge/schema.ts';
import { MailGrant } from '../sharing/schema.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('whoever reaches some records', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  let mia: TestPerson;
  let nth = 0;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    nth += 1;
    ann = await createPerson(api.deps);
    const place = { organizationId: ann.organizationId, role: 'member' };
    bea = await createPerson(api.deps, place);
    mia = await createPerson(api.deps, place);
    await narrow('own');
  });

  const call = async (who: TestPerson, method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: who.token, headers: { 'if-match': `"${version}"` }, ...(body ? { body } : {}) });
  const narrow = (reach: string, version = 1) => call(ann, 'PATCH', '/v1/roles/member', { reach }, version);
  const give = (contact: string, to: TestPerson) =>
    api.deps.admin`update app.contacts set owner_id = ${to.userId} where id = ${contact}`;
  const log = (who: TestPerson, contact: string) =>
    call(who, 'POST', '/v1/interactions', {
      ...sampleMessage(contact, `${nth} ${Math.random()}`, { subject: 'Oak', body: 'Oak beams' }),
      visibility: 'metadata',
    });
  const bodies = async (who: TestPerson, contact: string) =>
    ((await call(who, 'GET', `/v1/contacts/${contact}/interactions`)).body.items ?? []).map(({ body }) => body);

  describe('sharing messages', () => {
    const share = (record: object, to: TestPerson, who = bea) =>
      call(who, 'POST', '/v1/mail-grants', { record, to: { type: 'member', id: to.userId } });
    const given = async (who: TestPerson, by = 'by_me') =>
      (await call(who, 'GET', `/v1/mail-grants?given=${by}`)).body.items;

    it('shares those of records that they reach, and takes it back', async () => {
      const contact = await sampleContact(api, bea.token, { name: 'Ada' });
      await log(bea, contact);
      const shared = await share({ type: 'contact', id: contact }, ann);
      expect(shared).toMatchObject({ status: 201, body: { people: 1 } });
      expect(await bodies(ann, contact)).toEqual(['Oak beams']);
      expect((await call(bea, 'DELETE', `/v1/mail-grants/${shared.body.id}`)).status).toBe(200);
      expect(await bodies(ann, contact)).toEqual([null]);
      const back = await call(bea, 'PUT', '/v1/mail-sharing', { level: 'full' });
      expect(back).toMatchObject({ status: 200, body: { level: 'full' } });
    });

    it('shares nothing of a record beyond, and of a company and a deal what they reach of it', async () => {
      const foreign = await sampleContact(api, ann.token, { name: 'Foreign' });
      expect((await share({ type: 'contact', id: foreign }, ann)).body.code).toBe('not_found');
      const near = await sampleContact(api, bea.token, { name: 'Near', companyName: `Firm ${nth}` });
      const far = await sampleContact(api, bea.token, { name: 'Far', companyName: `Firm ${nth}` });
      for (const contact of [near, far]) await log(bea, contact);
      const { company } = (await call(bea, 'GET', `/v1/contacts/${near}`)).body;
      await give(far, ann);
      const shared = await share({ type: 'company', id: company?.id }, ann);
      expect(shared).toMatchObject({ status: 201, body: { people: 1 } });
      expect([await bodies(ann, near), await bodies(ann, far)]).toEqual([['Oak beams'], [null]]);
    });

    it('reads what is shared with them where they reach the person, and is told of nobody else', async () => {
      const near = await sampleContact(api, bea.token, { name: 'Near' });
      const far = await sampleContact(api, ann.token, { name: 'Far' });
      for (const contact of [near, far]) {
        await log(ann, contact);
        expect((await share({ type: 'contact', id: contact }, bea, ann)).status).toBe(201);
      }
      expect([await bodies(bea, near), await bodies(bea, far)]).toEqual([['Oak beams'], []]);
      const told = (await given(bea, 'to_me')).map((item) => MailGrant.parse(item));
      expect(told.map(({ record, people }) => [record.name, people])).toEqual([
        [null, 0],
        ['Near', 1],
      ]);
      expect(await given(mia, 'to_me')).toEqual([]);
    });
  });

  describe('working beside others', () => {
    it('captures people of a company that somebody else has, without its domain', async () => {
      const email = (value: string) => ({ points: [{ kind: 'email', value }] });
      await sampleContact(api, ann.token, {
        name: 'Theirs',
        companyName: 'Elm',
        ...email(`a${nth}@elm${nth}.example`),
      });
      const mine = await call(bea, 'POST', '/v1/contacts', {
        ...{ name: 'Mine', companyName: 'Elm' },
        ...email(`b${nth}@elm${nth}.example`),
      });
      expect(mine).toMatchObject({ status: 201, body: { contact: { company: { name: 'Elm' } } } });
      expect((await call(bea, 'GET', '/v1/companies')).body.items).toMatchObject([{ domains: [] }]);
    });

    it('gives deals places between those that they see, however close those stand', async () => {
      const make = async (who: TestPerson, name: string) => (await call(who, 'POST', '/v1/deals', { name })).body;
      const [hidden, moved, below, above] = [
        await make(ann, 'Hidden'),
        await make(bea, 'Moved'),
        await make(bea, 'Below'),
        await make(bea, 'Above'),
      ];
      for (const [deal, rank] of [
        [above, 'b10'],
        [below, `b10${'0'.repeat(70)}V`],
        [hidden, 'a1'],
      ] as const)
        await api.deps.admin`update app.deals set rank = ${rank} where id = ${deal.id}`;
      const placed = await call(bea, 'POST', `/v1/deals/${moved.id}/move`, {
        ...{ stageId: moved.stage?.id, afterId: above.id },
      });
      expect(placed.status).toBe(200);
      const ranks = await api.deps.admin<{ id: string }[]>`
        select id from app.deals where organization_id = ${ann.organizationId} order by rank`;
      expect(ranks.map(({ id }) => id)).toEqual([hidden, above, moved, below].map(({ id }) => id));
    });
  });

  describe('merging', () => {
    const merge = (winnerId: string, loserId: string, more: object = {}) =>
      call(bea, 'POST', '/v1/contacts/merge', { winnerId, loserId, ...more });

    it('merges two of theirs, moves what hangs beyond, does not tell of it, and takes it back', async () => {
      const [winner, loser] = [
        await sampleContact(api, bea.token, { name: 'Ada Oak' }),
        await sampleContact(api, ann.token, { name: 'Ada O.', companyName: 'Hidden house' }),
      ];
      await give(loser, bea);
      const deal = (await call(ann, 'POST', '/v1/deals', { name: 'Hidden', contacts: [{ contactId: loser }] })).body;
      await call(bea, 'POST', '/v1/notes', { record: { type: 'contact', id: loser }, body: 'Likes oak' });
      const preview = await merge(winner, loser, { dryRun: true });
      const merged = await merge(winner, loser);
      for (const { status, body } of [preview, merged]) {
        expect([status, body.moves, body.dropped]).toEqual([200, [{ what: 'notes', count: 1 }], 0]);
        expect(JSON.stringify(body)).not.toMatch(/hidden/i);
        expect(JSON.stringify(body.fields)).not.toContain('companyId');
      }
      const people = async () => {
        const { contacts } = (await call(ann, 'GET', `/v1/deals/${deal.id}`)).body;
        return contacts.map(({ contact }: { contact: { id: string } }) => contact.id);
      };
      expect(await people()).toEqual([winner]);
      expect((await call(ann, 'GET', `/v1/contacts/${winner}`)).body.company?.name).toBe('Hidden house');
      const merges = (await call(bea, 'GET', '/v1/merges')).body.items.map((item) => Merge.parse(item));
      expect(merges.map((one) => one.winner.id)).toEqual([winner]);
      expect((await call(mia, 'GET', '/v1/merges')).body.items).toEqual([]);
      const { undoToken } = merged.body;
      expect((await call(bea, 'POST', '/v1/undo', { undoToken })).status).toBe(200);
      expect(await people()).toEqual([loser]);
      expect((await call(bea, 'GET', `/v1/contacts/${loser}`)).body.name).toBe('Ada O.');
    });

    it('is refused beyond their reach as if nothing were there, also its undo once a record is given away', async () => {
      const [winner, loser] = [
        await sampleContact(api, bea.token, { name: 'Ada Oak' }),
        await sampleContact(api, bea.token, { name: 'Ada O.' }),
      ];
      const foreign = await sampleContact(api, ann.token, { name: 'Ada Foreign' });
      const nowhere = await merge(winner, '01890000-0000-7000-8000-000000000000');
      for (const answer of [await merge(winner, foreign), await merge(foreign, winner)])
        expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
          404,
          nowhere.body.code,
          nowhere.body.detail,
        ]);
      const { undoToken, mergeId } = (await merge(winner, loser)).body;
      await give(winner, mia);
      expect((await call(bea, 'POST', '/v1/undo', { undoToken })).body.code).toBe('not_found');
      expect((await call(bea, 'POST', `/v1/merges/${mergeId}/undo`)).body.code).toBe('not_found');
      await give(winner, bea);
      expect((await call(bea, 'POST', `/v1/merges/${mergeId}/undo`)).status).toBe(200);
    });

    it('is told no domain of a company that they do not see, but one of their own addresses', async () => {
      const email = (value: string) => ({ points: [{ kind: 'email', value }] });
      const firm = { companyName: 'Hidden house', ...email(`firm${nth}@hidden.example`) };
      await sampleContact(api, ann.token, { name: 'Somebody', ...firm });
      const [winner, loser] = [
        await sampleContact(api, bea.token, { name: 'Ada Oak', ...email(`ada${nth}@hidden.example`) }),
        await sampleContact(api, ann.token, { name: 'Ada Oak', companyName: 'Hidden house', points: [] }),
      ];
      await give(loser, bea);
      const reasons = async (who: TestPerson) =>
        (await call(who, 'POST', '/v1/contacts/merge', { winnerId: winner, loserId: loser, dryRun: true })).body
          .reasons;
      expect(await reasons(ann)).toContainEqual({ reason: 'name_and_domain', shared: 'hidden.example' });
      expect(await reasons(bea)).toEqual([]);
      const third = await sampleContact(api, bea.token, { name: 'Ada Oak', ...email(`oak${nth}@hidden.example`) });
      const both = { winnerId: winner, loserId: third, dryRun: true };
      expect((await call(bea, 'POST', '/v1/contacts/merge', both)).body.reasons).toEqual([
        { reason: 'name_and_domain', shared: 'hidden.example' },
      ]);
    });

    it('gives the winner the columns of a merge and no others, whoever asks the database itself', async () => {
      const [winner, loser] = [
        await sampleContact(api, bea.token, { name: 'Ada Oak' }),
        await sampleContact(api, bea.token, { name: 'Ada O.' }),
      ];
      const write = (who: TestPerson, columns: object) =>
        writeAs(
          api.deps.sql,
          who.claims,
          (tx) => tx`select app.merge_records('contact', ${ann.organizationId}, ${winner}, ${loser},
            ${JSON.stringify(columns)}::text::jsonb, now())`,
        );
      for (const who of [ann, bea])
        for (const column of ['created_by', 'organization_id', 'version', 'deleted_at', 'last_interaction_at'])
          await expect(write(who, { title: 'Joiner', [column]: null })).rejects.toMatchObject({ code: '22023' });
      await write(bea, { title: 'Joiner' });
      expect((await call(bea, 'GET', `/v1/contacts/${winner}`)).body.title).toBe('Joiner');
    });

    it('merges companies of theirs alike', async () => {
      const make = async (who: TestPerson, name: string) => {
        const { body } = await call(who, 'POST', '/v1/companies', { name });
        return body.company?.id ?? body.id;
      };
      const [winnerId, loserId, foreign] = [await make(bea, 'Oak'), await make(bea, 'Oak AG'), await make(ann, 'Elm')];
      const mergeInto = (loser: string) =>
        call(bea, 'POST', '/v1/companies/merge', { winnerId, loserId: loser, choices: {} });
      expect((await mergeInto(foreign)).body.code).toBe('not_found');
      expect((await mergeInto(loserId)).status).toBe(200);
    });
  });
});
