// Owns telling text from what only pretends to be: spreadsheets, archives and pictures under the name of a CSV.
import { AppError } from '../../errors.ts';

const signatures: [name: string, bytes: number[]][] = [
  ['an Excel workbook or another zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a zip archive', [0x50, 0x4b, 0x05, 0x06]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a picture', [0x47, 0x49, 0x46, 0x38]],
];

/** A share of control characters that no text reaches. */
const tooMany = 0.02;
/** So many may have slipped into any text, however short: their rows are named. */
const few = 4;

/** @throws AppError `file_not_readable` naming what the first bytes are, when they are no text. @param head first bytes */
export function refuseSignature(head: Uint8Array): void {
  const found = signatures.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (found) throw notText(`This is ${found[0]}.`);
}

/** @throws AppError `file_not_readable` when the decoded beginning is full of control characters. */
export function refuseGarbage(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const strange = text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0;
  if (strange > Math.max(few, text.length * tooMany)) throw notText('This is no text.');
}

export const notText = (what: string) =>
  new AppError('file_not_readable', `${what} Save it as CSV or vCard and choose that file; nothing was imported.`);
