import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeFor, tried } from '../testing/properties.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { everyRow } from './testing/every-row.ts';

describe('a merge and its undo', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const person = fc.record({
    name: fc.constantFrom('Ada', 'Zoé Ёлка', 'עדה'),
    title: maybe(fc.constantFrom('Buyer', 'CTO')),
    companyName: maybe(fc.constantFrom('Acme', 'Fernhill')),
    notes: maybe(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    language: maybe(fc.constantFrom('pt', 'ru')),
    doNotContact: fc.boolean(),
    points: fc.nat({ max: 3 }),
    messages: fc.nat({ max: 3 }),
    inSharedDeal: fc.boolean(),
    ownDeal: fc.boolean(),
    note: fc.boolean(),
    task: fc.boolean(),
    namedBy: fc.uniqueArray(fc.constantFrom('friend', 'company', 'deal', 'other', 'self')),
    knows: fc.uniqueArray(fc.constantFrom('partner', 'family', 'introduced_by')),
  });
  const choices = fc.dictionary(
    fc.constantFrom('name', 'title', 'companyId', 'notes', 'tags', 'language', 'doNotContact'),
    fc.constantFrom('winner', 'loser', 'both'),
  );

  it(
    'leave every row as it was, whoever the two are and whatever hangs on them',
    async () => {
      await fc.assert(
        fc.asyncProperty(person, person, choices, async (one, two, chosen) => {
          const ann = await createPerson(api.deps);
          const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
            api.call(method, path, { token: ann.token, headers, ...(body ? { body } : {}) });
          const friend = await sampleContact(api, ann.token, { name: 'Friend' });
          const company = (await call('POST', '/v1/companies', { name: 'Naming' })).body.id;
          const deal = (await call('POST', '/v1/deals', { name: 'Naming' })).body.id;
          for (const recordType of ['contact', 'company', 'deal']) {
            for (const name of ['First', 'Second'])
              await call('POST', '/v1/custom-fields', { recordType, name, type: 'person' });
          }
          const ids: string[] = [];
          for (const [nth, { points, messages, ownDeal, note, task, knows, inSharedDeal: _, namedBy: __, ...body }] of [
            one,
            two,
          ].entries()) {
            const addresses = Array.from({ length: points }, (___, at) => ({
              kind: 'email',
              value: `p${nth}-${at}@x${nth}.example`,
            }));
            const id = await sampleContact(api, ann.token, { ...body, points: addresses });
            ids.push(id);
            const record = { type: 'contact', id };
            for (let at = 0; at < messages; at += 1) {
              await call(
                'POST',
                '/v1/interactions',
                sampleMessage(id, `${nth}-${at}`, { occurredAt: `2026-0${nth + 1}-0${at + 1}T00:00:00Z` }),
              );
            }
            if (ownDeal) await call('POST', '/v1/deals', { name: 'Own', contacts: [{ contactId: id }] });
            if (note) await call('POST', '/v1/notes', { body: 'Note', record });
            if (task) await call('POST', '/v1/tasks', { title: 'Task', record });
            for (const kind of knows)
              await call('POST', '/v1/relations', { kind, from: record, to: { type: 'contact', id: friend } });
          }
          const [winnerId, loserId] = ids;
          const shared = [one, two].flatMap(({ inSharedDeal }, nth) => (inSharedDeal ? [{ contactId: ids[nth] }] : []));
          await call('POST', '/v1/deals', { name: 'Shared', contacts: shared });
          for (const [nth, { namedBy }] of [one, two].entries()) {
            const fields = { [nth === 0 ? 'first' : 'second']: { type: 'contact', id: ids[nth] } };
            const paths = { friend: `contacts/${friend}`, company: `companies/${company}`, deal: `deals/${deal}` };
            const own = { other: `contacts/${ids[1 - nth]}`, self: `contacts/${ids[nth]}` };
            for (const who of namedBy) {
              const path = `/v1/${{ ...paths, ...own }[who]}`;
              const { version } = (await call('GET', path)).body;
              expect((await call('PATCH', path, { fields }, { 'if-match': `${version}` })).status).toBe(200);
            }
          }
          const before = await everyRow(api.deps, ann.organizationId);
          const merged = await call('POST', '/v1/contacts/merge', { winnerId, loserId, choices: chosen });
          expect(merged.status).toBe(200);
          for (const path of [`contacts/${friend}`, `companies/${company}`, `deals/${deal}`, `contacts/${winnerId}`]) {
            const { fields } = (await call('GET', `/v1/${path}`)).body;
            expect(JSON.stringify(fields)).not.toContain(loserId);
          }
          expect(merged.body.contact.points).toHaveLength(one.points + two.points);
          const { items } = (await call('GET', `/v1/contacts/${winnerId}/interactions`)).body;
          expect(items).toHaveLength(one.messages + two.messages);
          expect((await call('POST', '/v1/undo', { undoToken: merged.body.undoToken })).status).toBe(200);
          expect(await everyRow(api.deps, ann.organizationId)).toEqual(before);
        }),
        tried(8),
      );
    },
    timeFor(120_000),
  );
});
