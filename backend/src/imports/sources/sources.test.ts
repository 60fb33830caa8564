import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessColumns } from '../guess-columns.ts';
import { type Candidate, mapRow } from '../map-row.ts';
import { ImportMapping } from '../mapping.ts';
import { openTable } from '../reading/open-table.ts';
import type { RawRow, RowReason } from '../reading/raw-row.ts';
import { targetsOf } from '../targets.ts';
import { sources } from './registry.ts';

const folder = join(import.meta.dirname, 'samples');

/** Reads a sample the way an upload is read, with nothing but guesses. */
async function readSample(id: string) {
  const file = (await readdir(folder)).find((name) => name.startsWith(`${id}.`)) ?? `no sample of ${id}`;
  const table = await openTable(join(folder, file));
  const rows: RawRow[] = [];
  for await (const row of table.rows) rows.push(row);
  const guess = guessColumns(
    table.columns,
    rows.map(({ cells }) => cells),
  );
  const mapping = ImportMapping.parse({ kind: guess.kind, targets: guess.targets });
  const rules = { columns: table.columns, dateOrders: [], mapping, fields: [] };
  const mapped = rows.map((row) => mapRow(row, rules));
  const people: Candidate[] = mapped.flatMap((one) => (one.ok ? [one.candidate] : []));
  const refused: RowReason[] = mapped.flatMap((one) => (one.ok ? [] : [one.reason]));
  return { table, rows, guess, people, refused };
}

const pointsOf = (person: Candidate | undefined) =>
  person?.points.map(({ kind, normalized }) => `${kind} ${normalized}`);

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  it('is recognised in its sample, and every column that it names is one of its kind', async () => {
    const { guess } = await readSample(id);
    expect(guess.source?.id).toBe(id);
    expect(guess.kind).toBe(source.kind);
    const fields: readonly string[] = targetsOf[source.kind];
    for (const target of Object.values(source.columns)) if (target !== null) expect(fields).toContain(target);
    expect(source.seen).toMatch(/^\d{4}-\d{2}$/);
  });
});

describe('the samples', () => {
  it('Google: several values a cell, labels without its own, profiles as profiles', async () => {
    const { people, refused } = await readSample('google_contacts');
    expect(refused).toEqual([]);
    expect(people.map(({ name }) => name)).toEqual(['Ada Prospect', 'Людмила Пример', '']);
    expect(pointsOf(people[0])).toEqual([
      'email ada@acme.example',
      'email ada@prospect.example',
      'phone +442079460018',
      'phone +442079460019',
      'linkedin ada-prospect',
    ]);
    expect(people[0]).toMatchObject({
      tags: ['Suppliers'],
      notes: 'Met at the fair.\nLikes tea.',
      texts: { companyName: 'Acme', title: 'CTO' },
    });
    expect(people[2]?.tags).toEqual([]);
  });

  it('Google until 2024: the whole name once', async () => {
    const { people } = await readSample('google_contacts_old');
    expect(people.map(({ name }) => name)).toEqual(['Ada Prospect', 'Bo Client']);
    expect(pointsOf(people[1])).toEqual(['email bo@brick.example', 'email bo@client.example']);
    expect(people[0]?.texts).toMatchObject({ companyName: 'Acme', title: 'CTO' });
  });

  it('LinkedIn: the header after its notes, and a row that names nobody', async () => {
    const { table, people, refused } = await readSample('linkedin_connections');
    expect(table.columns).toHaveLength(7);
    expect(people[0]).toMatchObject({
      row: 5,
      name: 'Ada Prospect',
      texts: { companyName: 'Acme, Ltd', title: 'Chief "T" Officer' },
    });
    expect(pointsOf(people[1])).toEqual(['linkedin bo-client', 'email bo@brick.example']);
    expect(refused).toEqual([{ code: 'nobody' }]);
  });

  it('HubSpot: people, companies and deals', async () => {
    const contacts = await readSample('hubspot_contacts');
    expect(contacts.people[0]).toMatchObject({
      name: 'Ada Prospect',
      texts: { owner: 'Owen Seller', companyName: 'Acme', title: 'CTO' },
    });
    const companies = await readSample('hubspot_companies');
    expect(companies.people[0]).toMatchObject({ domain: 'acme.example', texts: { companyName: 'Acme' } });
    expect(pointsOf(companies.people[0])).toEqual(['phone +442079460000']);
    const deals = await readSample('hubspot_deals');
    expect(deals.people[0]?.texts).toMatchObject({
      dealName: 'Pilot 2027',
      stage: 'Proposal',
      pipeline: 'Sales',
      amount: '12500.50',
      expectedClose: '2026-12-24 23:59',
    });
  });

  it('Streak: boxes with stage, people and size', async () => {
    const { people } = await readSample('streak_boxes');
    expect(people[0]).toMatchObject({
      texts: { dealName: 'Pilot 2027', stage: 'Proposal', amount: '$12,500', companyName: 'Acme' },
      notes: 'Wants a demo.',
    });
    expect(pointsOf(people[0])).toEqual(['email ada@acme.example', 'email bo@brick.example']);
  });

  it('Outlook: a form of address is no job', async () => {
    const { people } = await readSample('outlook');
    expect(people[0]).toMatchObject({ name: 'Ada Prospect', texts: { title: 'CTO', companyName: 'Acme' } });
    expect(pointsOf(people[0])).toHaveLength(5);
  });

  it('Twenty and folk: people with profiles', async () => {
    for (const id of ['twenty_people', 'folk_people']) {
      const { people } = await readSample(id);
      expect(people[0]).toMatchObject({ name: 'Ada Prospect', texts: { title: 'CTO', companyName: 'Acme' } });
      expect(pointsOf(people[0])).toContain('linkedin ada-prospect');
    }
  });

  it('Pipedrive: several addresses a cell, and labels', async () => {
    const { people, refused } = await readSample('pipedrive_people');
    expect(refused).toEqual([]);
    expect(people[0]).toMatchObject({
      name: 'Ada Prospect',
      tags: ['Customer', 'Hot lead'],
      texts: { companyName: 'Acme', owner: 'Owen Seller' },
    });
    expect(pointsOf(people[0])).toEqual([
      'phone +442079460018',
      'phone +447700900123',
      'phone +447700900124',
      'email ada@acme.example',
      'email sales@acme.example',
      'email ada@prospect.example',
    ]);
  });

  it('Thunderbird: a header that ends with a comma, and no fax numbers', async () => {
    const { people, refused } = await readSample('thunderbird');
    expect(refused).toEqual([]);
    expect(people[0]).toMatchObject({
      name: 'Ada Prospect',
      notes: 'Met at the fair.\nLikes tea.',
      texts: { companyName: 'Acme, Ltd.', title: 'CTO' },
    });
    expect(pointsOf(people[0])).toEqual([
      'email ada@acme.example',
      'email ada@prospect.example',
      'phone +442079460018',
      'phone +447700900123',
      'url https://acme.example',
    ]);
    expect(people[1]?.name).toBe('bo@brick.example');
  });

  it.each([
    ['apple_vcard', 'Dr. Ada Maria Prospect', ['ada@acme.example', 'ada@prospect.example']],
    ['monica_vcard', 'Ada Prospect', ['ada@acme.example']],
  ])('%s: grouped lines, a birthday without its year, no picture data', async (id, name, mails) => {
    const { table, people, rows, refused } = await readSample(id);
    expect(refused).toEqual([]);
    expect(people[0]).toMatchObject({ name, texts: { companyName: 'Acme', title: 'CTO' } });
    const points = pointsOf(people[0]);
    expect(points?.filter((point) => point.startsWith('email'))).toEqual(mails.map((mail) => `email ${mail}`));
    expect(points).toEqual(expect.arrayContaining(['phone +447700900123', 'linkedin ada-prospect']));
    expect(rows[0]?.cells[table.columns.indexOf('Birthday')]).toBe('--02-03');
    expect(JSON.stringify(rows)).not.toContain('4AAQ');
    expect(JSON.stringify(rows).length).toBeLessThan(800);
  });

  it('vCards 2.1, 3.0 and 4.0: folded lines, groups, quoted-printable, several numbers, no picture data', async () => {
    const { people, refused } = await readSample('vcard');
    expect(refused).toEqual([]);
    expect(people.map(({ name }) => name)).toEqual(['Ada Prospect', 'Людмила Пример', 'Иван Пример']);
    expect(people[0]).toMatchObject({
      notes: 'Met at the fair.\nLikes tea, a lot: this note is long enough that a writer folds it.',
      tags: ['Suppliers', 'Friends'],
      texts: { companyName: 'Acme, Ltd.', title: 'CTO', avatarUrl: 'https://acme.example/ada.png' },
    });
    expect(people.map(pointsOf)).toEqual([
      [
        'email ada@acme.example',
        'email ada@prospect.example',
        'phone +442079460018',
        'phone +442079460019',
        'linkedin ada-prospect',
      ],
      ['email ludmila@les.example', 'phone +49301234567'],
      ['email ivan@primer.example', 'phone +74951234567'],
    ]);
    expect(people[1]?.texts.avatarUrl).toBeUndefined();
  });
});
