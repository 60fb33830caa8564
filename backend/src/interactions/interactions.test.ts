import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('interactions', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bob: TestPerson;
  let owner: TestPerson;
  let contactId: string;
  beforeAll(async () => {
    api = await createTestApi();
    owner = await createPerson(api.deps);
    ann = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
    bob = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'member' });
  });
  afterAll(() => api.close());
  let nth = 0;
  beforeEach(async () => {
    nth += 1;
    contactId = await sampleContact(api, ann.token);
  });

  const message = (more: object = {}) => sampleMessage(contactId, `m${nth}`, more);
  const log = (body: object, { token }: { token: string } = ann) =>
    api.call('POST', '/v1/interactions', { token, body });
  const batch = (items: object[], { token }: { token: string } = ann) =>
    api.call('POST', '/v1/interactions/batch', { token, body: { items } });
  const list = async ({ token }: { token: string } = ann, query = '') =>
    (await api.call('GET', `/v1/contacts/${contactId}/interactions${query}`, { token })).body;
  const forget = (id: string, { token }: { token: string } = ann) =>
    api.call('DELETE', `/v1/interactions/${id}`, { token });
  const eventTypes = async (id: string) =>
    (await api.deps.admin`select type from app.events where subject_id = ${id} order by id`).map((row) => row['type']);

  describe('are logged', () => {
    it('once, however often and by however many people at the same moment', async () => {
      const replies = await Promise.all(
        Array.from({ length: 30 }, (_, index) => log(message({ body: `Text ${index}` }), index % 2 ? ann : bob)),
      );
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(new Set(replies.map(({ body }) => body.interaction.id)).size).toBe(1);
      expect((await list()).items).toHaveLength(1);
    });

    it('and stay as the first person logged them', async () => {
      const first = await log(message({ subject: 'Hers', visibility: 'full' }));
      const second = await log(message({ subject: 'His' }), bob);
      expect(second).toMatchObject({ status: 200, body: { created: false, interaction: { subject: 'Hers' } } });
      expect(second.body.interaction.loggedBy).toBe(ann.userId);
      expect(await eventTypes(first.body.interaction.id)).toEqual(['interaction.logged']);
    });

    it('apart by channel', async () => {
      expect((await log(message())).status).toBe(201);
      expect((await log(message({ channel: 'telegram' }))).status).toBe(201);
    });

    it('with their whole text, in any script', async () => {
      const body = `Привет 👋🏽 ${'ы'.repeat(100_000)}`;
      expect((await log(message({ body }))).body.interaction.body).toBe(body);
      expect((await log(message({ externalId: `t${nth}`, body: 'x'.repeat(200_001) }))).status).toBe(422);
    });

    it('as the last interaction of the contact', async () => {
      await log(message({ subject: 'Old', occurredAt: '2025-01-01T00:00:00Z' }));
      await log(message({ subject: 'New', occurredAt: '2025-06-01T00:00:00+02:00', externalId: `n${nth}` }));
      const { body } = await api.call('GET', `/v1/contacts/${contactId}`, { token: ann.token });
      expect(body.lastInteraction?.subject).toBe('New');
      expect(Date.parse(body.lastInteractionAt ?? '')).toBe(Date.parse('2025-05-31T22:00:00Z'));
    });

    it('not in the future, though clocks may run ahead', async () => {
      const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const far = await log(message({ occurredAt: ahead(25) }));
      expect(far).toMatchObject({ status: 422, body: { errors: [{ path: 'occurredAt' }] } });
      expect((await log(message({ occurredAt: ahead(1) }))).status).toBe(201);
    });

    it.each([
      ['the year 0', { occurredAt: '0000-01-01T00:00:00Z' }],
      ['no offset', { occurredAt: '2026-01-01T00:00:00' }],
      ['an unknown direction', { direction: 'sideways' }],
      ['a channel in capitals', { channel: 'Email' }],
      ['no id of the channel', { externalId: '' }],
    ])('not with %s', async (_, more) => {
      expect((await log(message(more))).status).toBe(422);
    });

    it('only with live contacts of the organization', async () => {
      const stranger = await createPerson(api.deps);
      const theirs = await sampleContact(api, stranger.token);
      expect(await log(message({ contactId: theirs }))).toMatchObject({ status: 404, body: { code: 'not_found' } });
      await api.call('DELETE', `/v1/contacts/${contactId}`, { token: ann.token });
      expect(await log(message())).toMatchObject({ status: 404, body: { errors: [{ path: 'contactId' }] } });
    });

    it('not by viewers', async () => {
      const viewer = await createPerson(api.deps, { organizationId: owner.organizationId, role: 'viewer' });
      expect((await log(message(), viewer)).status).toBe(403);
    });
  });

  describe('in batches', () => {
    it('are answered in order, repetitions included', async () => {
      await log(message({ externalId: `b${nth}-2` }));
      const ids = [3, 2, 1, 3, 1].map((number) => `b${nth}-${number}`);
      const { body } = await batch(ids.map((externalId) => message({ externalId, subject: externalId })));
      expect(body.items.map((item: { interaction: { externalId: string } }) => item.interaction.externalId)).toEqual(
        ids,
      );
      expect(body.items.map(({ created }: { created: boolean }) => created)).toEqual([true, false, true, false, false]);
    });

    it('do not block one another, whatever their order', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `x${nth}-${index}`);
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          batch(
            (index % 2 ? ids : ids.toReversed()).map((externalId) => message({ externalId })),
            index % 3 ? ann : bob,
          ),
        ),
      );
      expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const created = replies.flatMap(({ body }) => body.items.filter((item: { created: boolean }) => item.created));
      expect(created).toHaveLength(40);
    });

    it('keep nothing when one item is wrong, and name it', async () => {
      const gone = '018f0000-0000-7000-8000-000000000000';
      const refused = await batch([message(), message({ externalId: `y${nth}`, contactId: gone })]);
      expect(refused).toMatchObject({ status: 404, body: { errors: [{ path: 'items.1.contactId' }] } });
      expect((await list()).items).toEqual([]);
    });

    it('hold 1 to 200 items', async () => {
      expect((await batch([])).status).toBe(422);
      const many = Array.from({ length: 201 }, (_, index) => message({ externalId: `z${nth}-${index}` }));
      expect((await batch(many)).status).toBe(422);
      const most = await batch(many.slice(1));
      expect([most.status, most.body.items.length]).toEqual([200, 200]);
    });

    it('record one event for each new message', async () => {
      const { body } = await batch([message({ externalId: `e${nth}` }), message({ externalId: `f${nth}` })]);
      for (const { interaction } of body.items)
        expect(await eventTypes(interaction.id)).toEqual(['interaction.logged']);
    });
  });

  describe('are seen by colleagues', () => {
    const seenBy = async (person: TestPerson, visibility: string) => {
      await log(message({ subject: 'Subject', body: 'Text', visibility }));
      const [seen] = (await list(person)).items;
      return [seen?.subject, seen?.body, seen?.bodyHidden];
    };

    it('as far as the logger lets them', async () => {
      expect(await seenBy(bob, 'metadata')).toEqual([null, null, true]);
    });
    it('with the subject', async () => {
      expect(await seenBy(bob, 'subject')).toEqual(['Subject', null, true]);
    });
    it('with the text', async () => {
      expect(await seenBy(bob, 'full')).toEqual(['Subject', 'Text', false]);
    });
    it('by the owner no further than by others', async () => {
      expect(await seenBy(owner, 'metadata')).toEqual([null, null, true]);
    });
    it('and wholly by the logger', async () => {
      expect(await seenBy(ann, 'metadata')).toEqual(['Subject', 'Text', false]);
    });

    it('the same way as last interaction', async () => {
      await log(message({ subject: 'Secret', body: 'Text', visibility: 'metadata' }));
      const { body } = await api.call('GET', `/v1/contacts/${contactId}`, { token: bob.token });
      expect(body.lastInteraction).toMatchObject({ subject: null, body: null, bodyHidden: true });
    });

    it('without a hidden text when there is none', async () => {
      await log(message({ body: '', subject: '', visibility: 'metadata' }));
      expect((await list(bob)).items).toMatchObject([{ subject: null, body: null, bodyHidden: false }]);
    });
  });

  it('are listed newest first, page by page', async () => {
    const items = Array.from({ length: 5 }, (_, index) =>
      message({ externalId: `p${nth}-${index}`, occurredAt: `2026-01-0${(index % 3) + 1}T00:00:00Z` }),
    );
    await batch(items);
    const whole = (await list()).items;
    const first = await list(ann, '?limit=2');
    const second = await list(ann, `?limit=2&cursor=${first.nextCursor}`);
    const third = await list(ann, `?limit=2&cursor=${second.nextCursor}`);
    expect([...first.items, ...second.items, ...third.items]).toEqual(whole);
    expect(third.nextCursor).toBeNull();
    const times = whole.map(({ occurredAt }: { occurredAt: string }) => occurredAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  describe('are forgotten', () => {
    it('with their texts, and lead the contact’s last interaction back', async () => {
      const { body } = await log(message({ subject: 'Subject', body: 'Text' }));
      const { id } = body.interaction;
      expect((await forget(id)).status).toBe(204);
      expect((await forget(id)).status).toBe(204);
      expect((await list()).items).toEqual([]);
      expect(await api.deps.admin`select from app.interaction_texts where interaction_id = ${id}`).toHaveLength(0);
      const contact = await api.call('GET', `/v1/contacts/${contactId}`, { token: ann.token });
      expect(contact.body).toMatchObject({ lastInteraction: null, lastInteractionAt: null });
      expect(await eventTypes(id)).toEqual(['interaction.logged', 'interaction.forgotten']);
    });

    it('by the owner too, even when its text is hidden from them', async () => {
      const { body } = await log(message({ body: 'Text', visibility: 'metadata' }));
      expect((await forget(body.interaction.id, owner)).status).toBe(204);
      const left = await api.deps.admin`
        select from app.interaction_texts where interaction_id = ${body.interaction.id}`;
      expect(left).toHaveLength(0);
    });

    it('but not by colleagues, nor by other organizations', async () => {
      const { body } = await log(message());
      expect(await forget(body.interaction.id, bob)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      const stranger = await createPerson(api.deps);
      expect((await forget(body.interaction.id, stranger)).status).toBe(404);
      expect((await list()).items).toHaveLength(1);
    });

    it('until somebody logs them again, who then owns them', async () => {
      const { body } = await log(message({ subject: 'Old', body: 'Old text', visibility: 'full' }));
      await forget(body.interaction.id);
      const again = await log(message({ subject: 'New' }), bob);
      expect(again).toMatchObject({
        status: 201,
        body: { created: true, interaction: { subject: 'New', body: null } },
      });
      expect(again.body.interaction).toMatchObject({
        id: body.interaction.id,
        loggedBy: bob.userId,
        bodyHidden: false,
      });
    });
  });
});
