import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeAs } from '../db/tenant.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { ColleagueLevel, MailGrant, MailSharing } from './schema.ts';

describe('messages', () => {
  let api: TestApi;
  let owner: TestPerson;
  let ann: TestPerson;
  let bob: TestPerson;
  let eve: TestPerson;
  let contact: string;
  let nth = 0;
  beforeAll(async () => {
    api = await createTestApi();
    owner = await createPerson(api.deps);
    const member = () => createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
    [ann, bob, eve] = [await member(), await member(), await member()];
  });
  beforeEach(async () => {
    nth += 1;
    contact = await sampleContact(api, ann.token, { name: `Ada ${nth}` });
  });
  afterAll(() => api.close());

  const call = (person: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token: person.token, ...(body ? { body } : {}) });
  const log = async (more: object = {}, to = contact, person = ann) => {
    const texts = { subject: `Subject ${nth}`, body: `Body ${word()}` };
    const key = `${nth} ${Math.random()}`;
    const { body } = await call(person, 'POST', '/v1/interactions', sampleMessage(to, key, { ...texts, ...more }));
    return body.interaction;
  };
  /** A word that stands in this test's bodies alone. */
  const word = () => `zebu${String.fromCharCode(97 + (nth % 26))}`;
  const seen = async (person: TestPerson, id = contact) => {
    const { items } = (await call(person, 'GET', `/v1/contacts/${id}/interactions`)).body;
    return items.map(({ subject, body, bodyHidden }) => [subject !== null, body !== null, bodyHidden]);
  };
  const all = [[true, true, false]];
  const subjects = [[true, false, true]];
  const nothing = [[false, false, true]];
  /** Whether a search for the word gives a message with the contact. */
  const finds = async (person: TestPerson) =>
    JSON.stringify((await call(person, 'GET', `/v1/search?q=${word()}&kinds=message`)).body).includes(contact);
  const share = (record: object, to: object, level?: string, person = ann) =>
    call(person, 'POST', '/v1/mail-grants', { record, to, ...(level ? { level } : {}) });
  const toBob = () => ({ type: 'member', id: bob.userId });
  const person = (id = contact) => ({ type: 'contact', id });
  const revoke = (id: string, who = ann) => call(who, 'DELETE', `/v1/mail-grants/${id}`);

  describe('by a person’s own level', () => {
    const level = async (body: object, who = ann) =>
      MailSharing.parse((await call(who, 'PUT', '/v1/mail-sharing', body)).body);

    it('are logged at it from then on; what says otherwise keeps what it says', async () => {
      expect(MailSharing.parse((await call(ann, 'GET', '/v1/mail-sharing')).body).level).toBe('subject');
      expect((await log()).visibility).toBe('subject');
      await level({ level: 'metadata' });
      expect((await log()).visibility).toBe('metadata');
      expect((await log({ visibility: 'full' })).visibility).toBe('full');
      expect((await log({}, contact, bob)).visibility).toBe('subject');
      await level({ level: 'subject' });
    });

    it('change also where they were logged before, for colleagues and for search, when that is wished', async () => {
      await log();
      expect([await seen(bob), await finds(bob)]).toEqual([subjects, false]);
      expect((await level({ level: 'full' })).others).toBeGreaterThan(0);
      expect(await seen(bob)).toEqual(subjects);
      expect((await level({ level: 'full', applyToLogged: true })).others).toBe(0);
      expect([await seen(bob), await finds(bob)]).toEqual([all, true]);
      const { body } = await call(ann, 'PUT', '/v1/mail-sharing', { level: 'metadata', applyToLogged: true });
      expect([await seen(bob), body.jobId]).toEqual([nothing, null]);
      // Few are set at once, and go back at once.
      expect((await call(ann, 'POST', '/v1/undo', { undoToken: body.undoToken })).body.jobId).toBeNull();
      expect([await seen(bob), await finds(bob)]).toEqual([all, true]);
      await level({ level: 'metadata', applyToLogged: true });
      expect([await seen(bob), await finds(bob)]).toEqual([nothing, false]);
      expect(await seen(ann)).toEqual(all);
      await level({ level: 'subject', applyToLogged: true });
    });

    it('show each colleague’s level to the others, by name and page by page', async () => {
      await level({ level: 'full' }, bob);
      const page = async (cursor = '') =>
        (await call(ann, 'GET', `/v1/mail-sharing/colleagues?limit=2${cursor && `&cursor=${cursor}`}`)).body;
      const first = await page();
      const { items } = await page(first.nextCursor ?? '');
      const told = [...first.items, ...items].map((item) => ColleagueLevel.parse(item));
      expect(told.map(({ name }) => name)).toEqual(told.map(({ name }) => name).toSorted());
      expect(new Map(told.map(({ userId, level: set }) => [userId, set]))).toEqual(
        new Map([owner, bob, eve].map(({ userId }) => [userId, userId === bob.userId ? 'full' : 'subject'])),
      );
      await level({ level: 'subject' }, bob);
    });

    it('are changed by nobody else, the owner neither', async () => {
      const { id } = await log();
      for (const [who, set] of [
        [owner, `visibility = 'full'`],
        [owner, `logged_by = '${owner.userId}'`],
        [owner, `contact_id = (select id from app.contacts where id <> '${contact}' limit 1)`],
      ] as const) {
        const change = writeAs(api.deps.sql, who.claims, (tx) =>
          tx.unsafe(`update app.interactions set ${set} where id = '${id}'`),
        );
        await expect(change).rejects.toMatchObject({ code: '42501' });
      }
      await level({ level: 'full', applyToLogged: true }, bob);
      expect(await seen(bob)).toEqual(subjects);
      await level({ level: 'subject', applyToLogged: true }, bob);
    });
  });

  describe('of one record', () => {
    it('are shared with a colleague, as far as it was said, and after that no more', async () => {
      await log({ visibility: 'metadata' });
      expect([await seen(bob), await finds(bob)]).toEqual([nothing, false]);
      const first = await share(person(), toBob(), 'subject');
      expect(first.status).toBe(201);
      expect(MailGrant.parse(first.body)).toMatchObject({
        ownerId: ann.userId,
        to: toBob(),
        level: 'subject',
        people: 1,
      });
      expect([await seen(bob), await finds(bob)]).toEqual([subjects, false]);
      const more = await share(person(), toBob());
      expect(more).toMatchObject({ status: 200, body: { id: first.body.id, level: 'full' } });
      expect([await seen(bob), await finds(bob)]).toEqual([all, true]);
      expect([await seen(eve), await seen(owner), await finds(eve)]).toEqual([nothing, nothing, false]);
      expect((await revoke(first.body.id)).status).toBe(200);
      expect([await seen(bob), await finds(bob)]).toEqual([nothing, false]);
    });

    it('are those that come later, too, and no others: not of another person, not logged by another', async () => {
      const other = await sampleContact(api, ann.token, { name: 'Other' });
      await share(person(), toBob());
      await log({ visibility: 'metadata' });
      await log({ visibility: 'metadata' }, other);
      expect([await seen(bob), await seen(bob, other)]).toEqual([all, nothing]);
      await log({ visibility: 'metadata' }, other, eve);
      await share(person(other), toBob(), 'full', bob);
      expect(await seen(bob, other)).toEqual([...nothing, ...nothing]);
    });

    it('stand in the timeline, the last interaction and the export of whoever was given them, and of nobody else', async () => {
      await log({ visibility: 'metadata' });
      const texts = async (who: TestPerson) =>
        Promise.all(
          [`/v1/contacts/${contact}/timeline`, `/v1/contacts/${contact}`, `/v1/contacts/${contact}/export`].map(
            async (path) => JSON.stringify((await call(who, 'GET', path)).body).includes(`Body ${word()}`),
          ),
        );
      const granted = await share(person(), { type: 'member', id: owner.userId });
      expect([await texts(owner), await texts(bob)]).toEqual([
        [true, true, true],
        [false, false, expect.any(Boolean)],
      ]);
      expect((await texts(bob))[2]).toBe(false);
      await revoke(granted.body.id);
      expect(await texts(owner)).toEqual([false, false, false]);
    });

    it('are shared with a team: with who is in it, while they are', async () => {
      await log({ visibility: 'metadata' });
      const team = await call(owner, 'POST', '/v1/teams', { name: `Sales ${nth}`, memberIds: [bob.userId] });
      await share(person(), { type: 'team', id: team.body.id });
      expect([await seen(bob), await seen(eve)]).toEqual([all, nothing]);
      await api.call('PATCH', `/v1/teams/${team.body.id}`, {
        token: owner.token,
        headers: { 'if-match': `"${team.body.version}"` },
        body: { memberIds: [eve.userId] },
      });
      expect([await seen(bob), await seen(eve)]).toEqual([nothing, all]);
      await call(owner, 'DELETE', `/v1/teams/${team.body.id}`);
      expect(await seen(eve)).toEqual(nothing);
    });

    it('of a company or a deal are those of who belonged to it then: nobody adds people to read more', async () => {
      const inside = await sampleContact(api, ann.token, { name: 'In', companyName: `Firm ${nth}` });
      const deal = (await call(ann, 'POST', '/v1/deals', { name: 'Stairs', contacts: [{ contactId: contact }] })).body;
      const late = await sampleContact(api, ann.token, { name: 'Late' });
      for (const id of [contact, inside, late]) await log({ visibility: 'metadata' }, id);
      const { body } = await call(ann, 'GET', `/v1/contacts/${inside}`);
      await share({ type: 'company', id: body.company?.id }, toBob());
      await share({ type: 'deal', id: deal.id }, toBob());
      expect([await seen(bob, inside), await seen(bob)]).toEqual([all, all]);
      const contacts = [{ contactId: contact }, { contactId: late }];
      const headers = { 'if-match': `"${deal.version}"` };
      await api.call('PATCH', `/v1/deals/${deal.id}`, { token: bob.token, headers, body: { contacts } });
      expect(await seen(bob, late)).toEqual(nothing);
      // Given anew by whose they are.
      expect((await share({ type: 'deal', id: deal.id }, toBob())).body).toMatchObject({ people: 2 });
      expect(await seen(bob, late)).toEqual(all);
    });

    it('do not open what a merge brings along, and go on after its undo', async () => {
      const other = await sampleContact(api, ann.token, { name: 'Other' });
      await log({ visibility: 'metadata' });
      await log({ visibility: 'metadata' }, other);
      const { body } = await share(person(), toBob());
      const merged = await call(bob, 'POST', '/v1/contacts/merge', { winnerId: contact, loserId: other });
      expect(await seen(bob)).toEqual([...nothing, ...nothing]);
      const list = async () =>
        (await call(ann, 'GET', `/v1/mail-grants?record=contact:${contact}`)).body.items.map((item) =>
          MailGrant.parse(item),
        );
      expect(await list()).toMatchObject([{ id: body.id, people: 0, paused: 1 }]);
      await call(bob, 'POST', '/v1/undo', { undoToken: merged.body.undoToken });
      expect([await seen(bob), await seen(bob, other)]).toEqual([all, nothing]);
      await share(person(other), toBob());
      await call(bob, 'POST', '/v1/contacts/merge', { winnerId: contact, loserId: other });
      expect(await seen(bob)).toEqual([...nothing, ...nothing]);
      await share(person(), toBob());
      expect(await seen(bob)).toEqual([...all, ...all]);
    });

    it('are listed for who gives and who is given them, and go with an undo and back', async () => {
      await log({ visibility: 'metadata' });
      const granted = await share(person(), toBob());
      const list = async (who: TestPerson, query = '') =>
        (await call(who, 'GET', `/v1/mail-grants?record=contact:${contact}${query}`)).body.items.map(({ id }) => id);
      expect([
        await list(ann),
        await list(bob),
        await list(bob, '&given=to_me'),
        await list(eve, '&given=to_me'),
      ]).toEqual([[granted.body.id], [], [granted.body.id], []]);
      expect((await revoke(granted.body.id, bob)).status).toBe(404);
      const revoked = await revoke(granted.body.id);
      expect((await call(ann, 'POST', '/v1/undo', { undoToken: revoked.body.undoToken })).status).toBe(200);
      expect(await seen(bob)).toEqual(all);
      expect((await call(ann, 'POST', '/v1/undo', { undoToken: granted.body.undoToken })).status).toBe(409);
    });

    it('are declined by whoever wants none of them, for themselves alone, and wanted again', async () => {
      const { id: team } = (
        await call(owner, 'POST', '/v1/teams', { name: 'Few', memberIds: [bob.userId, eve.userId] })
      ).body;
      await log({ visibility: 'metadata' });
      const shared = (await share(person(), { type: 'team', id: team })).body;
      const answer = async (who: TestPerson, method: string) => {
        const { status, body } = await call(who, method, `/v1/mail-grants/${shared.id}/decline`);
        return status === 200 ? MailGrant.parse(body).declinedBy : status;
      };
      expect(await answer(bob, 'POST')).toEqual([bob.userId]);
      expect([await seen(bob), await finds(bob), await seen(eve), await finds(eve)]).toEqual([
        nothing,
        false,
        all,
        true,
      ]);
      // Whoever gave it sees that, and giving it again is no way round it.
      const listed = async (who: TestPerson, given: string) =>
        (await call(who, 'GET', `/v1/mail-grants?record=contact:${contact}&given=${given}`)).body.items;
      expect(await listed(ann, 'by_me')).toMatchObject([{ id: shared.id, declinedBy: [bob.userId] }]);
      await share(person(), { type: 'team', id: team });
      expect([await seen(bob), await answer(bob, 'POST')]).toEqual([nothing, [bob.userId]]);
      expect(await answer(bob, 'DELETE')).toEqual([]);
      expect([await seen(bob), await finds(bob)]).toEqual([all, true]);
      const { items } = (await call(owner, 'GET', `/v1/audit?resource=mail_grant&recordId=${shared.id}`)).body;
      expect(items.map(({ changes, actor }) => [changes?.['declinedBy'], actor.id]).slice(0, 2)).toEqual([
        [[[bob.userId], []], bob.userId],
        [[[], [bob.userId]], bob.userId],
      ]);
      const nobody = await createPerson(api.deps);
      for (const who of [ann, owner, nobody]) expect(await answer(who, 'POST')).toBe(404);
    });

    it('are declined without renewing them, and also by somebody who only reads', async () => {
      const viewer = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'viewer' });
      const firm = { companyName: `Declined ${nth}` };
      const first = await sampleContact(api, ann.token, { name: 'First', ...firm });
      const company = (await call(ann, 'GET', `/v1/contacts/${first}`)).body.company?.id;
      const shared = (await share({ type: 'company', id: company }, { type: 'member', id: viewer.userId })).body;
      await sampleContact(api, ann.token, { name: 'Later', ...firm });
      await log({ visibility: 'metadata' }, first);
      expect(await seen(viewer, first)).toEqual(all);
      const declined = await call(viewer, 'POST', `/v1/mail-grants/${shared.id}/decline`);
      expect([MailGrant.parse(declined.body).people, await seen(viewer, first)]).toEqual([1, nothing]);
    });

    it('are not shared with oneself, strangers, or by a key', async () => {
      const stranger = await createPerson(api.deps);
      for (const id of [ann.userId, stranger.userId]) {
        expect(await share(person(), { type: 'member', id })).toMatchObject({
          status: 422,
          body: { errors: [{ path: 'to.id' }] },
        });
      }
      expect((await share(person(), { type: 'team', id: contact })).status).toBe(422);
      const theirs = await sampleContact(api, stranger.token);
      expect((await share(person(theirs), toBob())).status).toBe(404);
      const key = await call(owner, 'POST', '/v1/api-keys', { name: 'Key', permissions: ['sharing.write'] });
      expect(key.status).toBe(422);
    });

    it('end with the membership of either', async () => {
      await log({ visibility: 'metadata' });
      const guest = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
      await share(person(), { type: 'member', id: guest.userId });
      expect(await seen(guest)).toEqual(all);
      await call(owner, 'DELETE', `/v1/members/${guest.userId}`);
      const left = await api.deps.admin`select from app.mail_grants where to_user = ${guest.userId}`;
      expect(left).toHaveLength(0);
    });
  });
});
