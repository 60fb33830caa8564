// Owns folding text in the answer as the index folds it, with the way back to where each letter stands.

/** Letters that do not fall apart into a base and accents. The list of app.fold is longer; these are the common ones. */
const alone: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' };
const oneFor: Record<string, string> = { і: 'и', ї: 'и', є: 'е', ґ: 'г', ў: 'у' };

const marks = /\p{M}/gu;

function foldLetter(letter: string): string {
  const low = letter.toLowerCase();
  const bare = low.normalize('NFD').replaceAll(marks, '');
  return alone[low] ?? oneFor[low] ?? oneFor[bare] ?? bare;
}

/** Folds a query. */
export const foldText = (text: string): string => [...text.normalize('NFC')].map(foldLetter).join('');

export interface Folded {
  text: string;
  /** For each folded character and one behind the last: where it began in the text as written. */
  at: number[];
}

/** Folds a text letter by letter, remembering where each came from. */
export function foldWithPlaces(written: string): Folded {
  let text = '';
  const at: number[] = [];
  let place = 0;
  for (const letter of written) {
    const folded = foldLetter(letter);
    text += folded;
    for (let index = 0; index < folded.length; index += 1) at.push(place);
    place += letter.length;
  }
  at.push(place);
  return { text, at };
}
