// Owns finding the header of a table: some exports tell a story first, some tables have none.
import { foldHeader } from '../fold-header.ts';

/** As far as a header is looked for. */
const headLines = 30;

export interface Header {
  /** How many records stand before the first row of data. */
  skip: number;
  columns: string[];
}

/**
 * Finds the header among the first records.
 * @param known says whether a folded header is one that some export or person uses.
 * @param told `true`: the first row that is not blank; `false`: there is none; else it is guessed.
 */
export function findHeader(records: string[][], known: (header: string) => boolean, told?: boolean): Header {
  const head = records.slice(0, headLines);
  const first = head.findIndex(notBlank);
  if (told === false || first < 0) return { skip: Math.max(first, 0), columns: numbered(head[first]?.length ?? 0) };
  const at = told ? first : (afterPreamble(head, known) ?? first);
  const cells = head[at] ?? [];
  if (told === undefined && isData(cells, known)) return { skip: at, columns: numbered(cells.length) };
  return { skip: at + 1, columns: namedOnce(cells) };
}

const notBlank = (cells: string[]) => cells.some((cell) => cell.trim() !== '');

/** The first row with at least two known names, when what stands before it is narrower. */
function afterPreamble(head: string[][], known: (header: string) => boolean): number | null {
  const at = head.findIndex((cells) => cells.filter((cell) => known(foldHeader(cell))).length >= 2);
  const width = head[at]?.length ?? 0;
  return at >= 0 && head.slice(0, at).every((cells) => cells.length < width || !notBlank(cells)) ? at : null;
}

/** Headers hold no addresses and no numbers; a first row that does, and names nothing known, is data. */
function isData(cells: string[], known: (header: string) => boolean): boolean {
  if (cells.some((cell) => known(foldHeader(cell)))) return false;
  return cells.some((cell) => /\S@\S+\.\S|^https?:\/\/|^\+?[\d\s().-]{7,}$/i.test(cell.trim()));
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `Column ${at + 1}`);

/** Two columns of one name get numbers, a nameless one its place. */
function namedOnce(cells: string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, at) => {
    const base =
      cell
        .replace(/^\uFEFF/, '')
        .trim()
        .slice(0, 300) || `Column ${at + 1}`;
    let name = base;
    for (let copy = 2; used.has(name); copy += 1) name = `${base} (${copy})`;
    used.add(name);
    return name;
  });
}
