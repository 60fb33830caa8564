import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRows } from '../audit/csv.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';
import { cleanCell } from './values/clean-cell.ts';

describe('an export of Kith', () => {
  let house: ImportHouse;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  afterAll(() => house.close());

  const text = fc
    .string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '1', 'a', 'ж', '😀', '"', ',', ' '), maxLength: 8 })
    .map((written) => written.trim());
  const line = fc.string({ unit: fc.constantFrom("'", '=', '@', 'a', '\n', '"', ','), maxLength: 6 });

  it('keeps each text from being computed, and an import takes exactly that off again', () => {
    fc.assert(
      fc.property(text, (written) => {
        const [[cell = ''] = []] = parse(csvRows([[written]]), { bom: true });
        expect(cell).not.toMatch(/^[=+\-@]/);
        expect(cleanCell(cell)).toBe(written);
      }),
    );
  });

  const people = async ({ token }: TestPerson) => {
    const { items } = (await house.api.call('GET', '/v1/contacts?limit=200', { token })).body;
    const whole = await Promise.all(
      items.map(async ({ id }) => (await house.api.call('GET', `/v1/contacts/${id}`, { token })).body),
    );
    return whole
      .map(({ name, title, company, notes, tags, points }) => ({
        name,
        title,
        company: company?.name ?? null,
        notes,
        tags,
        points: points.map(({ kind, normalized }) => `${kind} ${normalized}`).toSorted(),
      }))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  };

  const person = fc.record({
    // An import takes several spaces of a name for one.
    name: text.map((written) => written.replaceAll(/ +/g, ' ')).filter((written) => written !== ''),
    title: text,
    companyName: text,
    notes: line.map((written) => written.trim()),
    phone: fc.boolean(),
  });
  it('comes back as it went out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 6 }), async (all) => {
        const [from, to] = [await createPerson(house.api.deps), await createPerson(house.api.deps)];
        for (const [at, { companyName, phone, ...one }] of all.entries()) {
          const points = [
            { kind: 'email', value: `p${at}@gmail.com` },
            ...(phone ? [{ kind: 'phone', value: `+49 30 123456${at}` }] : []),
          ];
          const body = { ...one, ...(companyName && { companyName }), tags: ["'=Fair", '@home'], points };
          const { status } = await house.api.call('POST', '/v1/contacts', { token: from.token, body });
          if (status !== 201) throw new Error(`The person was answered with ${status}`);
        }
        const saved = await house.api.app.request('/v1/export/contacts.csv', {
          headers: { authorization: `Bearer ${from.token}` },
        });
        const done = await house.importFile(to, Buffer.from(await saved.arrayBuffer()));
        expect(done.counts).toMatchObject({ create: all.length, invalid: 0 });
        expect(await people(to)).toEqual(await people(from));
      }),
      { numRuns: 8, seed: 5 },
    );
  }, 60_000);
});
