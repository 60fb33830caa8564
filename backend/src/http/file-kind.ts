// Owns telling from its bytes what an uploaded file is, whatever its name and its header say.
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { AppError } from '../errors.ts';

export interface FileKind {
  mime: string;
  /** With its article: `a PNG picture`. */
  name: string;
}

const headSize = 4_096;
/** Written in letters, so that letters alone are no sign of a table. Other signatures of two or three letters may begin any text (`BMI,Name`). */
const inLetters = new Set([
  'application/pdf',
  'application/xml',
  'application/rtf',
  'application/postscript',
  'text/calendar',
]);
const workbooks = /spreadsheet|ms-excel|numbers|x-cfb/;

const marked: [RegExp, FileKind][] = [
  [/^<(!doctype html|html|head|body|script|svg|!--)/i, { mime: 'text/html', name: 'a web page' }],
  [/^(\{\s*"|\[\s*[{[])/, { mime: 'application/json', name: 'a JSON file' }],
];
const names: [RegExp, string][] = [
  [/spreadsheet|ms-excel|numbers/, 'a spreadsheet workbook'],
  [/x-cfb/, 'an old Excel workbook or Word document'],
  [/officedocument|opendocument|rtf|pages|key/, 'an office document'],
  [/pdf/, 'a PDF document'],
  [/^image\//, 'a picture'],
  [/^(audio|video)\//, 'a recording'],
  [/^font\//, 'a font'],
  [/calendar/, 'a calendar'],
  [/zip|compressed|x-tar|x-xz|zstd|bzip|x-lz|archive/, 'an archive'],
  [/msdownload|x-elf|mach|wasm|java-vm/, 'a program'],
  [/xml/, 'an XML file'],
];

/** What a file is; null: a text, or nothing that is known. */
export async function fileKindOf(path: string): Promise<FileKind | null> {
  const head = await readHead(path);
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  const [, said] = marked.find(([pattern]) => pattern.test(text)) ?? [];
  if (said) return said;
  const found = await fileTypeFromFile(path);
  if (!found || (isLetters(head) && !inLetters.has(found.mime))) return null;
  const [, name] = names.find(([pattern]) => pattern.test(found.mime)) ?? [null, 'a file of another kind'];
  return { mime: found.mime, name: `${name} (.${found.ext})` };
}

/**
 * Refuses a file that is not what may be sent. A text passes where any text may be sent: whoever reads it says what is wrong with it.
 * @param accepted such as `text/csv`.
 * @throws AppError `file_is_workbook`, `file_of_other_kind`
 */
export async function refuseOtherKinds(path: string, accepted: readonly string[]): Promise<void> {
  const kind = await fileKindOf(path);
  if (kind === null ? accepted.some((one) => one.startsWith('text/')) : accepted.includes(kind.mime)) return;
  if (kind === null) throw otherKind('This is a text');
  if (!workbooks.test(kind.mime)) throw otherKind(`This looks like ${kind.name}`);
  throw new AppError(
    'file_is_workbook',
    `This looks like ${kind.name}. Open it in Excel, LibreOffice or Numbers, save the sheet as CSV (UTF-8) and send that. Nothing was stored.`,
  );
}

const otherKind = (what: string) =>
  new AppError('file_of_other_kind', `${what}, which cannot be taken here. Nothing was stored.`);

/** Whether there is nothing but characters of a text of eight bits. */
const isLetters = (head: Buffer) => !head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20));

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize), 0, headSize, 0);
  return buffer.subarray(0, bytesRead);
}
