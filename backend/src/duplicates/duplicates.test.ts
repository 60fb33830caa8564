import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tried } from '../testing/properties.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { duplicatesOf } from './testing/duplicates-of.ts';

describe('duplicates', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  const email = (value: string) => ({ kind: 'email', value });
  const phone = (value: string) => ({ kind: 'phone', value });

  describe('of people', () => {
    it('are the same name with a company, a domain or the end of a number; one alone is not certain', async () => {
      const { contact, why } = await duplicatesOf(api);
      await contact({ name: 'Ada Prospect', companyName: 'Acme' });
      await contact({ name: 'ADA PROSPECT', companyName: 'Acme' });
      await contact({ name: 'Bea Hale', points: [email('bea@fern.example')] });
      await contact({ name: 'Béa Hale', points: [email('b.hale@fern.example')] });
      await contact({ name: 'Cid Oak', points: [phone('+49 30 12345678')] });
      await contact({ name: 'Cid Oak', points: [phone('+7 30 12345678')] });
      await contact({ name: 'Dan Quay', companyName: 'Quay', points: [email('dan@quay.example')] });
      await contact({ name: 'Dan Quay', companyName: 'Quay', points: [email('d@quay.example')] });
      // A name alone, or a provider where anybody has an address, says nothing.
      await contact({ name: 'Eve Row', points: [email('eve@gmail.com')] });
      await contact({ name: 'Eve Row', points: [email('row@gmail.com')] });
      expect(await why()).toEqual([
        { reasons: [{ reason: 'name_and_company', shared: 'Acme' }], certain: false },
        { reasons: [{ reason: 'name_and_domain', shared: 'fern.example' }], certain: false },
        { reasons: [{ reason: 'name_and_phone', shared: '+49 30 12345678' }], certain: false },
        {
          reasons: [
            { reason: 'name_and_company', shared: 'Quay' },
            { reason: 'name_and_domain', shared: 'quay.example' },
          ],
          certain: true,
        },
      ]);
    });

    it('show enough of both to tell them apart', async () => {
      const { contact, list } = await duplicatesOf(api);
      const body = { name: 'Ada', title: 'CTO', companyName: 'Acme', points: [email('ada@acme.example')] };
      const [one] = [await contact(body), await contact({ name: 'Ada', companyName: 'Acme' })];
      const [pair] = (await list()).items;
      const shown = [pair?.first, pair?.second].find((record) => record?.id === one);
      expect(shown).toMatchObject({
        name: 'Ada',
        title: 'CTO',
        company: { name: 'Acme' },
        points: [{ kind: 'email', value: 'ada@acme.example' }],
        lastInteractionAt: null,
      });
    });

    it('come and go with what people write', async () => {
      const { contact, company, pairs, call, person } = await duplicatesOf(api);
      await company({ name: 'Elsewhere' });
      const one = await contact({ name: 'Ada', companyName: 'Elsewhere', points: [email('ada@follows.example')] });
      const firm = await company({ name: 'Follows' });
      const other = await contact({ name: 'Ada', companyName: 'Follows' });
      expect(await pairs()).toEqual([]);
      const write = (path: string, version: number, body: object) =>
        call('PATCH', path, body, { 'if-match': `"${version}"` });
      await write(`/v1/companies/${firm}`, 1, { domain: 'follows.example' });
      expect(await pairs()).toEqual([[one, other].toSorted()]);
      await write(`/v1/companies/${firm}`, 2, { domain: null });
      expect(await pairs()).toEqual([]);
      await call('PATCH', `/v1/contacts/${one}`, { companyName: 'Follows' }, { 'if-match': '"1"' });
      expect(await pairs()).toEqual([[one, other].toSorted()]);
      await call('DELETE', `/v1/contacts/${one}`);
      expect(await pairs()).toEqual([]);
      await call('POST', `/v1/contacts/${one}/restore`);
      expect(await pairs()).toHaveLength(1);
      await api.deps
        .admin`update app.contacts set name = 'Bea' where organization_id = ${person.organizationId} and id = ${one}`;
      expect(await pairs()).toEqual([]);
    });

    it('of one firm under two names of rows are found, too, and follow when it is renamed', async () => {
      const { contact, company, pairs, call } = await duplicatesOf(api);
      await contact({ name: 'Ada', companyName: 'Acme' });
      const twin = await company({ name: 'Acme Works' });
      await contact({ name: 'Ada', companyName: 'Acme Works' });
      expect(await pairs()).toEqual([]);
      await call('PATCH', `/v1/companies/${twin}`, { name: 'ACME' }, { 'if-match': '"1"' });
      expect(await pairs()).toHaveLength(1);
    });

    it('are paged without gaps or repetitions, also when many are the same', async () => {
      const { contact, list } = await duplicatesOf(api);
      for (let nth = 0; nth < 5; nth += 1) {
        await contact({ name: 'Ada', companyName: 'Acme', points: [email(`a${nth}@acme.example`)] });
        await contact({ name: 'Bea', points: [email(`b${nth}@acme.example`)] });
      }
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await list('contacts', `&limit=3${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ first, second }) => `${first.id} ${second.id}`));
        expect(page.items.length).toBeLessThanOrEqual(3);
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(seen).toHaveLength(20);
      expect(new Set(seen).size).toBe(20);
    });

    it('refuses a cursor of another list', async () => {
      const { call } = await duplicatesOf(api);
      for (const cursor of ['x', Buffer.from('{"of":"duplicates.contacts","id":"x"}').toString('base64url')]) {
        const { status, body } = await call('GET', `/v1/duplicates?kind=contacts&cursor=${cursor}`);
        expect([status, body.code]).toEqual([400, 'invalid_cursor']);
      }
      expect((await call('GET', '/v1/duplicates')).status).toBe(422);
    });
  });

  it('of companies are the same name, domain, number, mail address or page', async () => {
    const { company, list } = await duplicatesOf(api);
    await company({ name: 'Acme' });
    await company({ name: 'ÁCME', points: [{ kind: 'phone', value: '+49 30 1234567' }] });
    await company({ name: 'Acme Berlin', points: [{ kind: 'phone', value: '+49 (30) 1234567' }] });
    await company({ name: 'Fern', domain: 'fern.example' });
    await company({ name: 'Fern', points: [{ kind: 'url', value: 'https://www.fern.example/' }] });
    await company({ name: 'Oak', points: [{ kind: 'linkedin', value: 'https://linkedin.com/company/oak' }] });
    await company({ name: 'Oak Tables', points: [{ kind: 'linkedin', value: 'linkedin.com/company/oak/about' }] });
    // The page of somebody on a site where everybody has one.
    await company({ name: 'Elm', points: [{ kind: 'url', value: 'https://site.example/elm' }] });
    await company({ name: 'Ash', points: [{ kind: 'url', value: 'https://site.example/ash' }] });
    const { items } = await list('companies');
    expect(
      items.map(({ first, second, reasons, certain }) => [
        ...[first.name, second.name].toSorted(),
        reasons.map(({ reason, shared }) => `${reason} ${reason === 'name' ? '' : shared}`.trim()).join(', '),
        certain,
      ]),
    ).toEqual([
      ['Fern', 'Fern', 'domain fern.example, name', true],
      ['Oak', 'Oak Tables', 'linkedin linkedin.com/company/oak', false],
      ['Acme', 'ÁCME', 'name', false],
      ['Acme Berlin', 'ÁCME', 'phone +49301234567', false],
    ]);
  });

  it('say why in a merge, of companies too', async () => {
    const { company, call } = await duplicatesOf(api);
    const [winnerId, loserId] = [await company({ name: 'Acme' }), await company({ name: 'ACME' })];
    const { body } = await call('POST', '/v1/companies/merge', { winnerId, loserId, dryRun: true });
    expect(body.reason).toMatchObject({ reason: 'name' });
    expect(body.reasons).toHaveLength(1);
  });

  it('that are merged are gone at once, and back with the undo', async () => {
    const { contact, pairs, call } = await duplicatesOf(api);
    const [a, b, c] = [
      await contact({ name: 'Ada', companyName: 'Acme' }),
      await contact({ name: 'Ada', companyName: 'Acme' }),
      await contact({ name: 'Ada', companyName: 'Acme' }),
    ];
    const { undoToken } = (await call('POST', '/v1/contacts/merge', { winnerId: a, loserId: b })).body;
    expect(await pairs()).toEqual([[a, c].toSorted()]);
    await call('POST', '/v1/undo', { undoToken });
    expect(await pairs()).toHaveLength(3);
  });

  it('are what the match suggests, and the other way round', async () => {
    const mails = fc.constantFrom('x.example', 'y.example', 'gmail.com');
    const person = fc.record({
      name: fc.constantFrom('Ada', 'ÁDA', 'Bea'),
      companyName: fc.option(fc.constantFrom('Acme', 'ACME', 'Fern'), { nil: undefined }),
      mail: fc.option(mails, { nil: undefined }),
      phone: fc.option(fc.constantFrom('+4930', '+749'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 2, maxLength: 7 }), async (people) => {
        const { contact, company, pairs, call } = await duplicatesOf(api);
        await company({ name: 'Acme', domain: 'x.example' });
        const known: { id: string; candidate: object }[] = [];
        for (const [nth, { name, companyName, mail, phone: country }] of people.entries()) {
          const points = [
            ...(mail ? [email(`p${nth}@${mail}`)] : []),
            // Two numbers that end alike, of two countries.
            ...(country && !people.slice(0, nth).some((other) => other.phone === country)
              ? [phone(`${country}12345678`)]
              : []),
          ];
          const candidate = { name, points, ...(companyName ? { companyName } : {}) };
          known.push({ id: await contact(candidate), candidate });
        }
        const candidates = known.map(({ candidate }) => candidate);
        const matches = (await call('POST', '/v1/contacts/match', { candidates })).body.items;
        const suggested = matches.flatMap(({ suggestions }, nth) =>
          suggestions.map(({ contactId }) => [contactId, known[nth]?.id ?? ''].toSorted().join()),
        );
        const others = new Set(suggested.filter((pair) => pair.split(',')[0] !== pair.split(',')[1]));
        expect((await pairs()).map((pair) => pair.join()).toSorted()).toEqual([...others].toSorted());
      }),
      tried(12, 11),
    );
  }, 120_000);
});
