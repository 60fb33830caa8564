import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKindOf, refuseOtherKinds } from './file-kind.ts';
import { docx, exe, ods, png, xlsx, zip } from './testing/sample-files.ts';

const table = ['text/csv', 'text/vcard'];

describe('what a file is', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kith-kinds-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (content: string | Uint8Array) => {
    const path = join(folder, 'people.csv');
    await writeFile(path, content);
    return path;
  };
  const codeOf = async (content: string | Uint8Array, accepted = table) =>
    refuseOtherKinds(await write(content), accepted).then(
      () => null,
      (error: unknown) => Reflect.get(Object(error), 'code'),
    );

  it.each([
    ['a spreadsheet workbook (.xlsx)', xlsx],
    ['a spreadsheet workbook (.ods)', ods],
    ['an office document (.docx)', docx],
    ['an old Excel workbook or Word document (.cfb)', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex')],
    ['an archive (.zip)', zip({ 'people.csv': 'Name\nAda\n' })],
    ['an archive (.gz)', gzipSync('Name\nAda\n')],
    ['a picture (.png)', png],
    ['a program (.exe)', exe],
    ['a PDF document (.pdf)', '%PDF-1.7\nhello'],
    ['an office document (.rtf)', '{\\rtf1 Name}'],
    ['an XML file (.xml)', '<?xml version="1.0"?><people/>'],
    ['a calendar (.ics)', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'],
    ['a web page', '\uFEFF\n <!DOCTYPE html><title>Sign in</title>'],
    ['a web page', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a JSON file', '[\n {"name": "Ada"}]'],
  ])('is told from its bytes: %s', async (name, content) => {
    expect((await fileKindOf(await write(content)))?.name).toBe(name);
    expect(await codeOf(content)).toBe(/workbook/.test(name) ? 'file_is_workbook' : 'file_of_other_kind');
  });

  it.each([
    'Name,Email\nAda,ada@acme.example\n',
    'BMI,Name\n21,Ada\n',
    'MZ,Name\n1,Ada\n',
    'ID3,Name\n1,Ada\n',
    'GIF89a,Name\n1,Ada\n',
    '[Name],[Email]\nAda,ada@acme.example\n',
    '<Name>,<Email>\nAda,ada@acme.example\n',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n',
    '',
    Buffer.from('\uFEFFИмя;Почта\nЁж;e@b.example\n', 'utf16le'),
    Buffer.from([0xc8, 0xec, 0xff, 0x3b, 0xcf, 0xee, 0xf7, 0xf2, 0xe0, 0x0a]),
  ])('is a table when it is a text, with whatever letters it begins (%#)', async (content) => {
    expect(await codeOf(content)).toBeNull();
  });

  it('is judged by what may be sent', async () => {
    expect([await codeOf(png, ['image/png']), await codeOf(png, ['image/jpeg'])]).toEqual([null, 'file_of_other_kind']);
    expect(await codeOf('Name\nAda\n', ['image/png'])).toBe('file_of_other_kind');
  });

  it('is told of a torn file, too', async () => {
    expect(await codeOf(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBe('file_of_other_kind');
    expect(await codeOf(png.subarray(0, 20))).toBe('file_of_other_kind');
  });
});
