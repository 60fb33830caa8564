import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeFor, tried } from '../testing/properties.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { everyRow } from './testing/every-row.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const firm = fc.record({
  name: fc.constantFrom('Fernhill', 'Ёлка', 'חברה'),
  description: maybe(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  ),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  domains: fc.nat({ max: 2 }),
  /** The same number at both is one point of the merged company. */
  phone: fc.constantFrom('none', 'own', 'shared'),
  staff: fc.nat({ max: 2 }),
  /** Somebody who works, or worked, at both. */
  both: fc.constantFrom('no', 'now', 'once'),
  deals: fc.nat({ max: 2 }),
  note: fc.boolean(),
  task: fc.boolean(),
  knows: fc.uniqueArray(fc.constantFrom('partner', 'custom', 'introduced_by')),
});
type Firm = typeof firm extends fc.Arbitrary<infer T> ? T : never;
const choices = fc.dictionary(
  fc.constantFrom('name', 'description', 'domains', 'tags'),
  fc.constantFrom('winner', 'loser', 'both'),
);

describe('a merge of companies and its undo', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  const callsOf = ({ token }: TestPerson) => ({
    post: async (path: string, body: object) => {
      const { status, body: made } = await api.call('POST', path, { token, body });
      expect(status, `${path} ${JSON.stringify(made)}`).toBeLessThan(300);
      return made;
    },
    patch: async (path: string, body: object) => {
      const { version } = (await api.call('GET', path, { token })).body;
      const reply = await api.call('PATCH', path, { token, body, headers: { 'if-match': `${version}` } });
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    },
    read: async (path: string) => (await api.call('GET', path, { token })).body,
  });
  type Calls = ReturnType<typeof callsOf>;

  /** Somebody who is met at both firms, and a company that both know. */
  const world = async (ann: TestPerson, { post }: Calls) => ({
    guest: await sampleContact(api, ann.token, { name: 'Guest' }),
    friend: (await post('/v1/companies', { name: 'Friend' })).id,
  });

  const found = async (ann: TestPerson, { post }: Calls, one: Firm, nth: number, friend: string): Promise<string> => {
    const { name, description, tags, deals, note, task, knows } = one;
    const domains = Array.from({ length: one.domains }, (_, at) => `firm${nth}-${at}.example`);
    const points = { none: [], own: [`+4930123450${nth}`], shared: ['+49301234567'] }[one.phone].map((value) => ({
      kind: 'phone',
      value,
    }));
    const { id } = await post('/v1/companies', { name: `${name} ${nth}`, description, tags, domains, points });
    const record = { type: 'company', id };
    for (let at = 0; at < one.staff; at += 1) {
      const person = await sampleContact(api, ann.token, {
        name: `Staff ${nth}-${at}`,
        companyName: `${name} ${nth}`,
        title: 'CTO',
      });
      await post(
        '/v1/interactions',
        sampleMessage(person, `${nth}-${at}`, { occurredAt: `2026-0${nth + 1}-0${at + 1}T00:00:00Z` }),
      );
    }
    for (let at = 0; at < deals; at += 1) await post('/v1/deals', { name: 'Deal', companyId: id });
    if (note) await post('/v1/notes', { body: 'Note', record });
    if (task) await post('/v1/tasks', { title: 'Task', record });
    for (const kind of knows) {
      const label = kind === 'custom' ? { label: 'Supplies' } : {};
      await post('/v1/relations', { kind, ...label, from: record, to: { type: 'company', id: friend } });
    }
    return id;
  };

  it(
    'leave every row as it was, whatever the two have',
    async () => {
      await fc.assert(
        fc.asyncProperty(firm, firm, choices, fc.boolean(), async (one, two, chosen, related) => {
          const ann = await createPerson(api.deps);
          const calls = callsOf(ann);
          const { guest, friend } = await world(ann, calls);
          const winner = await found(ann, calls, one, 0, friend);
          const loser = await found(ann, calls, two, 1, friend);
          const worked = [one, two].flatMap(({ both }, nth) =>
            both === 'no' ? [] : [{ companyId: [winner, loser][nth], title: 'Guest', current: both === 'now' }],
          );
          if (worked.length > 0) await calls.patch(`/v1/contacts/${guest}`, { employments: worked });
          if (related) {
            const ends = { from: { type: 'company', id: loser }, to: { type: 'company', id: winner } };
            await calls.post('/v1/relations', { kind: 'partner', ...ends });
          }
          const before = await everyRow(api.deps, ann.organizationId);
          const merged = await calls.post('/v1/companies/merge', { winnerId: winner, loserId: loser, choices: chosen });
          const now = await calls.read(`/v1/companies/${winner}`);
          const kept = chosen['domains'] === 'winner' ? [one] : chosen['domains'] === 'loser' ? [two] : [one, two];
          expect(now.domains).toHaveLength(kept.reduce((sum, { domains }) => sum + domains, 0));
          expect((await calls.read(`/v1/deals?companyId=${winner}`)).items).toHaveLength(one.deals + two.deals);
          const staff = (await calls.read(`/v1/contacts?companyId=${winner}`)).items;
          const guests = [one, two].some(({ both }) => both === 'now') ? 1 : 0;
          expect(staff).toHaveLength(one.staff + two.staff + guests);
          await calls.post('/v1/undo', { undoToken: merged.undoToken });
          expect(await everyRow(api.deps, ann.organizationId)).toEqual(before);
        }),
        tried(6),
      );
    },
    timeFor(120_000),
  );
});
