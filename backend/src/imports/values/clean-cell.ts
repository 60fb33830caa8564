// Owns taking off what spreadsheets put around a value.

/**
 * Trims a cell, and takes off the apostrophe that keeps a spreadsheet from computing it (`'+49 30 1`) and the formula that
 * only quotes a number (`="0123"`). Any other formula stays the text that it is.
 */
export function cleanCell(cell: string): string {
  const text = cell.replaceAll('\u00A0', ' ').trim();
  const [, quoted] = /^="([^"]*)"$/.exec(text) ?? [];
  if (quoted !== undefined) return quoted.trim();
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}
