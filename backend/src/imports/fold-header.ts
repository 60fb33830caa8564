// Owns the one form in which headers are compared.

/** Lower case, without accents, marks and repeated spaces: `E-mail 1 - Value` and `e_mail 1 value` are the same. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
}
