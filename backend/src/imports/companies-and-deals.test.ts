import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type ImportHouse, openImportHouse } from './testing/import-file.ts';

const sample = (name: string) => readFile(join(import.meta.dirname, 'sources/samples', `${name}.csv`));

describe('importing companies and deals', () => {
  let house: ImportHouse;
  let ann: TestPerson;
  beforeAll(async () => {
    house = await openImportHouse();
  });
  beforeEach(async () => {
    ann = await createPerson(house.api.deps);
  });
  afterAll(() => house.close());

  const call = (method: string, path: string, body?: object) =>
    house.api.call(method, path, { token: ann.token, ...(body && { body }) });
  const list = async (path: string) => (await call('GET', path)).body.items;
  const csv = (...lines: string[]) => lines.join('\n');

  it('finds companies by domain, then by name, and fills them', async () => {
    const acme = (await call('POST', '/v1/companies', { name: 'Acme Ltd', domain: 'acme.example' })).body;
    const brick = (await call('POST', '/v1/companies', { name: 'Brick & Co' })).body;
    const done = await house.importFile(
      ann,
      csv(
        'Company,Domain,Phone,Tags,Description,Language,Time zone,Source',
        'Acme,https://www.acme.example/,+442079460000,Supplier,Makes anvils,de,europe/berlin,Fair',
        'BRICK & CO,brick.example,,,,,,',
        'Crate,crate.example,,,,pt_br,,Web',
        'Crate Inc,crate.example,,Big,,,,',
      ),
    );
    expect(done.counts).toMatchObject({ create: 1, update: 3, skip: 0, invalid: 0 });
    const found = await list('/v1/companies');
    expect(found).toHaveLength(3);
    const one = (id: string) => found.find((company) => company.id === id);
    const told = { language: 'de', timeZone: 'Europe/Berlin', source: 'Fair' };
    expect(one(acme.id)).toMatchObject({ name: 'Acme Ltd', tags: ['Supplier'], description: 'Makes anvils', ...told });
    expect(one(acme.id)?.points).toMatchObject([{ kind: 'phone', normalized: '+442079460000' }]);
    expect(one(brick.id)).toMatchObject({ name: 'Brick & Co', domains: ['brick.example'] });
    expect(found.find(({ name }) => name === 'Crate')).toMatchObject({
      tags: ['Big'],
      domains: ['crate.example'],
      language: 'pt-BR',
      source: 'Web',
    });
    await house.undo(ann, done.id);
    const left = await list('/v1/companies');
    expect(left.find(({ id }) => id === acme.id)).toMatchObject({ language: null, timeZone: null, source: null });
    expect(left.map(({ name, domains, tags }) => [name, domains, tags]).toSorted()).toEqual([
      ['Acme Ltd', ['acme.example'], []],
      ['Brick & Co', [], []],
    ]);
  });

  it('takes companies of HubSpot, and the same file again changes nothing', async () => {
    const first = await house.importFile(ann, await sample('hubspot_companies'));
    expect(first).toMatchObject({ source: 'hubspot_companies', counts: { create: 2 } });
    const again = await house.importFile(ann, await sample('hubspot_companies'));
    expect(again.counts).toMatchObject({ create: 0, update: 0, skip: 2 });
  });

  it('takes deals of HubSpot and boxes of Streak to their stages, with company, people and money', async () => {
    await call('POST', '/v1/contacts', { name: 'Ada', points: [{ kind: 'email', value: 'ada@acme.example' }] });
    const hubspot = await house.importFile(ann, await sample('hubspot_deals'), { currency: 'EUR' });
    expect(hubspot).toMatchObject({ source: 'hubspot_deals', counts: { create: 2, invalid: 0 } });
    const streak = await house.importFile(ann, await sample('streak_boxes'));
    expect(streak).toMatchObject({ source: 'streak_boxes', counts: { create: 2, invalid: 0 } });
    const deals = await list('/v1/deals');
    const pilots = deals.filter(({ name }) => name === 'Pilot 2027');
    expect(pilots.map(({ amount, currency, expectedClose }) => [amount, currency, expectedClose]).toSorted()).toEqual([
      [1_250_000, 'USD', '2026-12-24'],
      [1_250_050, 'EUR', '2026-12-24'],
    ]);
    expect(pilots[0]).toMatchObject({
      stage: { name: 'Proposal' },
      company: { name: 'Acme' },
      contacts: [{ contact: { name: 'Ada' } }],
    });
    expect(deals.filter(({ stage }) => stage.kind === 'won')).toHaveLength(2);
    expect(await list('/v1/companies')).toHaveLength(1);
    await house.undo(ann, streak.id);
    expect(await list('/v1/deals')).toHaveLength(2);
  });

  it('names deals whose stage, pipeline, sum or day it cannot read', async () => {
    const { body } = await house.upload(
      ann,
      csv(
        'Deal,Stage,Pipeline,Amount,Close date',
        'A,Nowhere,,,',
        'B,New,Nothing,,',
        'C,New,,much,',
        'D,New,,5 EUR,03/04/2026',
        'E,,,5 EUR,2026-04-03',
      ),
    );
    const planned = await house.plan(ann, body.id);
    expect(planned.counts).toMatchObject({ create: 1, invalid: 4 });
    const rows = await list(`/v1/imports/${body.id}/preview?outcome=invalid`);
    expect(rows.map(({ reason }) => reason?.code)).toEqual([
      'stage_unknown',
      'pipeline_unknown',
      'value_wrong',
      'date_ambiguous',
    ]);
    const said = await house.plan(ann, body.id, { dateOrder: 'dmy' });
    expect(said.counts).toMatchObject({ create: 2, invalid: 3 });
  });

  it('reads own fields as their types', async () => {
    const field = (name: string, type: string, more: object = {}) =>
      call('POST', '/v1/custom-fields', { recordType: 'contact', name, type, ...more });
    const keys = [
      (await field('Size', 'number')).body.key,
      (await field('Since', 'date')).body.key,
      (await field('Tier', 'select', { options: [{ label: 'Gold' }, { label: 'Silver' }] })).body.key,
    ];
    const { body } = await house.upload(
      ann,
      csv('Name,Size,Since,Tier', 'Ada,"1,5",24/12/2025,gold', 'Bo,2,03/04/2026,Lead', 'Cleo,x,,'),
    );
    const targets = ['name', ...keys.map((key) => `field:${key}`)];
    const planned = await house.plan(ann, body.id, { targets });
    expect(planned.counts).toMatchObject({ create: 1, invalid: 2 });
    await house.run(ann, body.id);
    const [ada] = await list('/v1/contacts');
    expect(ada?.fields).toMatchObject({ [keys[0] ?? '']: 1.5, [keys[1] ?? '']: '2025-12-24' });
    expect(Object.keys(ada?.fields ?? {})).toHaveLength(3);
  });
});
