import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, type TableWishes } from './open-table.ts';
import type { RawRow } from './raw-row.ts';

const text = 'Имя,Почта\nЛюдмила Пример,ludmila@les.example\nИван Пример,ivan@les.example\n';

/** Bytes of letters that one byte each stands for. */
const inBytes = (written: string, letters: Record<number, number>, from: string) =>
  Buffer.from(
    [...written].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 128 ? code : (letters[code] ?? (code - (from.codePointAt(0) ?? 0) + 0xc0) & 0xff);
    }),
  );
const windows1251 = (written: string) => inBytes(written, {}, 'А');
const latin1 = (written: string) => Buffer.from(written, 'latin1');
const utf16 = (written: string, big = false) => {
  const bytes = Buffer.from(written, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kith-reading-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const open = async (content: string | Buffer, wishes?: TableWishes) => {
    const path = join(folder, 'upload');
    await writeFile(path, content);
    const table = await openTable(path, wishes);
    const rows: RawRow[] = [];
    for await (const row of table.rows) rows.push(row);
    return { ...table, rows };
  };
  const refusal = (content: string | Buffer) =>
    open(content).then(
      () => 'was read',
      (error) => `${error.code}: ${error.message}`,
    );

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', utf16(`\uFEFF${text}`)],
    ['utf-16be', utf16(`\uFEFF${text}`, true)],
    ['utf-16le', utf16(text)],
    ['utf-16be', utf16(text, true)],
    ['windows-1251', windows1251(text)],
  ])('in %s is read letter by letter', async (encoding, bytes) => {
    const table = await open(bytes);
    expect(table).toMatchObject({ encoding, columns: ['Имя', 'Почта'] });
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['Людмила Пример', 'Иван Пример']);
  });

  it('in Windows-1252 keeps accents', async () => {
    const table = await open(
      latin1('Name,Ort\nJürgen Müller,Köln\nBéatrice Lefèvre,Besançon\nJosé Muñoz,Málaga\nÅsa Öberg,Växjö\n'),
    );
    expect(table.encoding).toBe('windows-1252');
    expect(table.rows.map(({ cells }) => cells)).toContainEqual(['José Muñoz', 'Málaga']);
  });

  it('of which only the end is not ASCII is still read rightly', async () => {
    const table = await open(
      windows1251(`Name,Note\n${'Ada,hello there\n'.repeat(40_000)}Людмила,Позвонить завтра утром\n`),
    );
    expect(table.encoding).toBe('windows-1251');
    expect(table.rows.at(-1)?.cells).toEqual(['Людмила', 'Позвонить завтра утром']);
  });

  it('is read as the person says when the guess is wrong', async () => {
    const table = await open(windows1251('a,b\nЁ,1\n'), { encoding: 'windows-1251', delimiter: ',', header: true });
    expect(table.rows[0]?.cells).toHaveLength(2);
  });

  it.each([',', ';', '\t', '|'] as const)('may part its cells by %j', async (delimiter) => {
    const rows = [
      ['Name', 'Note'],
      ['Ada, Lady; of | all', 'x\ty'],
      ['Bo', 'plain'],
    ];
    const table = await open(stringify(rows, { delimiter, quoted: true }));
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows.map(({ cells }) => cells)).toEqual(rows.slice(1));
  });

  it('may name its separator in the first line, as Excel does', async () => {
    const table = await open('sep=;\r\nName;Email\r\nAda;ada@acme.example\r\n');
    expect(table).toMatchObject({ delimiter: ';', columns: ['Name', 'Email'] });
    expect(table.rows).toEqual([{ row: 2, cells: ['Ada', 'ada@acme.example'] }]);
  });

  it('keeps line ends and quotation marks inside of cells, and counts rows as a spreadsheet does', async () => {
    const table = await open('Name,Note\n\n"Ada ""the"" Prospect","one\ntwo"\n,\nBo 6" pipe,three\n');
    expect(table.rows).toEqual([
      { row: 3, cells: ['Ada "the" Prospect', 'one\ntwo'] },
      { row: 5, cells: ['Bo 6" pipe', 'three'] },
    ]);
  });

  it('names rows of another width and shifts nothing; empty cells at the end are none', async () => {
    const table = await open(
      'Name,Email,Phone\nAda,ada@acme.example\nBo,bo@brick.example,1,more\nCleo,c@c.example,2,,\n',
    );
    expect(table.rows).toEqual([
      { row: 2, cells: ['Ada', 'ada@acme.example'], problem: { code: 'ragged', count: 2 } },
      { row: 3, cells: ['Bo', 'bo@brick.example', '1', 'more'], problem: { code: 'ragged', count: 4 } },
      { row: 4, cells: ['Cleo', 'c@c.example', '2'] },
    ]);
  });

  it('names rows with NUL bytes or broken letters', async () => {
    const table = await open(Buffer.from('Name,Email\nA\0da,ada@acme.example\nBo,bo@brick.example\n'));
    expect(table.rows.map(({ problem }) => problem)).toEqual([{ code: 'unreadable' }, undefined]);
    expect(table.rows[0]?.cells[0]).toBe('A\uFFFDda');
  });

  it('tells two columns of one name apart, and names the nameless', async () => {
    const table = await open('Email,Email,,email\na@a.example,b@b.example,x,c@c.example\n');
    expect(table.columns).toEqual(['Email', 'Email (2)', 'Column 3', 'email']);
  });

  it('without a header has numbered columns and loses no row', async () => {
    const table = await open('Ada Prospect,ada@acme.example\nBo Client,bo@brick.example\n');
    expect(table.columns).toEqual(['Column 1', 'Column 2']);
    expect(table.rows).toHaveLength(2);
    expect((await open('Ada,Bo\nCleo,Dan\n', { header: false })).rows).toHaveLength(2);
  });

  it('that holds only a header has no rows', async () => {
    expect((await open('Name,Email\n')).rows).toEqual([]);
  });

  it.each([
    ['', 'file_empty'],
    ['\r\n \n', 'file_empty'],
    [Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)), 'file_not_readable: This is no text'],
    ['Name,Note\nAda,"never closed\nBo,x\n', 'file_not_readable: Row 2'],
    [`${Array.from({ length: 5000 }, (_, at) => `c${at}`).join()}\n`, 'too_many_columns: This table has 5000 columns'],
  ])('that cannot be imported is refused with the reason (%#)', async (content, reason) => {
    expect(await refusal(content)).toContain(reason);
  });

  it('of vCards names those that are broken', async () => {
    const table = await open(
      'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo\nno property\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut off',
    );
    expect(table.rows.map(({ row, problem }) => [row, problem?.code])).toEqual([
      [1, undefined],
      [2, 'unreadable'],
      [3, 'unreadable'],
    ]);
    expect(table.rows[1]?.cells[0]).toBe('Bo');
  });

  const cell = fc
    .string({ unit: fc.constantFrom('a', 'ж', '😀', ',', ';', '"', '\n', '\t', ' ', "'", '|', '='), maxLength: 8 })
    .map((written) => `x${written}`);
  it('gives back every cell that was written', async () => {
    const tables = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 12 }),
      );
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const table = await open(stringify(rows, { delimiter, quoted: true, bom: true }), { header: true });
        expect(table.delimiter).toBe(delimiter);
        expect(table.rows.map(({ cells }) => cells)).toEqual(rows.slice(1));
      }),
      { numRuns: 60 },
    );
  });
});
