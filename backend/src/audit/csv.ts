// Owns how rows become CSV (RFC 4180) that a spreadsheet shows and never runs.

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). So does one that
 * would look as if it had got one: an import takes exactly one off again.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const harmless = (text: string) => (/^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

function cell(value: string | null): string {
  const text = harmless(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const byteOrderMark = '\uFEFF';

/** Writes one row with CRLF. */
export const csvRow = (row: (string | null)[]): string => `${row.map(cell).join(',')}\r\n`;

/** Writes rows with CRLF, as RFC 4180 has it, and a byte order mark, without which Excel misreads what is not English. */
export const csvRows = (rows: (string | null)[][]): string => byteOrderMark + rows.map(csvRow).join('');
