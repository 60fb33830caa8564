// Owns taking several values out of one cell.

/** Google and the rows made from vCards part values by `:::`; people by semicolons and new lines. */
const parts = (cell: string) => cell.split(/\s*(?::::|;|\r?\n)\s*/).map((part) => part.trim());

/** Addresses, also those in `Ada Prospect <ada@acme.example>, bo@brick.example`. */
export function splitEmails(cell: string): string[] {
  return parts(cell)
    .flatMap((part) => {
      const named = part.split(/,/).map((one) => /<([^<>\s]+)>/.exec(one)?.[1] ?? one.trim());
      if (part.includes('<')) return named.filter((one) => one.includes('@'));
      return /@.*[\s,/]+\S*@/.test(part) ? part.split(/[\s,/]+/) : part.split(/\s*,\s*/);
    })
    .filter((part) => part !== '');
}

/** Numbers. A slash stays: in some countries it stands behind the area code. */
export const splitPhones = (cell: string): string[] =>
  parts(cell)
    .flatMap((part) => part.split(/\s*,\s*|\s+(?=\+)/))
    .filter((part) => part !== '');

export const splitAddresses = (cell: string): string[] =>
  parts(cell)
    .flatMap((part) => part.split(/[\s,]+(?=https?:\/\/|@|www\.)|,\s+/))
    .filter((part) => part !== '');

/** Labels that a program keeps for itself, such as Google's `* myContacts`, are none of the person's. */
export const splitTags = (cell: string): string[] =>
  parts(cell)
    .flatMap((part) => part.split(/\s*,\s*/))
    .filter((part) => part !== '' && !part.startsWith('*'));
