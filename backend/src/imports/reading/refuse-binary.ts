// Owns telling text from bytes that are none. Files of other kinds that are known were refused before (http/file-kind.ts).
import { AppError } from '../../errors.ts';

/** A share of control characters that no text reaches. */
const tooMany = 0.02;
/** So many may have slipped into any text, however short: their rows are named. */
const few = 4;

/** @throws AppError `file_not_readable` when the decoded beginning is full of control characters. */
export function refuseGarbage(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const strange = text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0;
  if (strange > Math.max(few, text.length * tooMany)) throw notText('This is no text.');
}

export const notText = (what: string) =>
  new AppError('file_not_readable', `${what} Save it as CSV or vCard and choose that file; nothing was imported.`);
