// Owns reading vCards 2.1, 3.0 and 4.0 one after another, each as a row of the same columns.
import ICAL from 'ical.js';
import { z } from 'zod';
import { decodeFile } from './decode-file.ts';
import type { Encoding } from './detect-encoding.ts';
import { modernizeVCard } from './modernize-vcard.ts';
import { type RawRow, valueSeparator } from './raw-row.ts';

/** The columns of a row that was a vCard. */
export const vCardColumns = [
  'Full name',
  'Given name',
  'Additional names',
  'Family name',
  'Nickname',
  'Organization',
  'Title',
  'Email',
  'Phone',
  'Web address',
  'Instant messaging',
  'Note',
  'Birthday',
  'Categories',
  'Language',
  'Time zone',
  'Photo',
] as const;
type Column = (typeof vCardColumns)[number];

/** Longest card in characters, without which a file that is no vCard would be gathered whole. */
const longestCard = 5_000_000;

/** Yields a row for each card; what stands outside of cards is left out. The row number is the card's. */
export async function* readVCards(path: string, encoding: Encoding): AsyncGenerator<RawRow> {
  let row = 0;
  for await (const lines of cardsIn(decodeFile(path, encoding))) {
    row += 1;
    yield rowOf(row, lines);
  }
}

async function* cardsIn(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  let card: string[] | null = null;
  let size = 0;
  for await (const line of linesIn(pieces)) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) [card, size] = [[], 0];
    if (!card) continue;
    size += line.length;
    if (size < longestCard) card.push(line);
    if (/^END:VCARD\s*$/i.test(line)) {
      yield card;
      card = null;
    }
  }
  // A card that the end of the file cut off.
  if (card) yield card;
}

async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

const Property = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()]).rest(z.unknown());
const Card = z.tuple([z.literal('vcard'), z.array(Property), z.unknown()]);
type Property = z.infer<typeof Property>;

function rowOf(row: number, lines: string[]): RawRow {
  const text = lines.join('\n');
  if (/[\0\uFFFD]/.test(text)) return { row, cells: blank(), problem: { code: 'unreadable' } };
  try {
    const [, properties] = Card.parse(ICAL.parse(modernizeVCard(lines).join('\r\n')));
    return { row, cells: cellsOf(properties) };
  } catch {
    const name = /^(?:[\w-]+\.)?FN[^:]*:(.*)$/im.exec(text)?.[1];
    return { row, cells: blank({ 'Full name': name ?? '' }), problem: { code: 'unreadable' } };
  }
}

const blank = (values: Partial<Record<Column, string>> = {}) =>
  vCardColumns.map((column) => (values[column] ?? '').replaceAll('\0', '\uFFFD'));

function cellsOf(properties: Property[]): string[] {
  const valuesOf = (...names: string[]) =>
    properties
      .filter(([name]) => names.includes(name))
      .flatMap(([, , , ...values]) => values.map((value) => flat(value)))
      .filter((value) => value !== '');
  const all = (...names: string[]) => valuesOf(...names).join(valueSeparator);
  const [family = '', given = '', additional = ''] = parts(properties.find(([name]) => name === 'n')?.[3]);
  const [organization = ''] = parts(properties.find(([name]) => name === 'org')?.[3]);
  return blank({
    'Full name': valuesOf('fn')[0] ?? '',
    'Given name': given,
    'Additional names': additional,
    'Family name': family,
    Nickname: all('nickname'),
    Organization: organization,
    Title: valuesOf('title', 'role')[0] ?? '',
    Email: all('email'),
    Phone: all('tel').replaceAll(/\btel:/gi, ''),
    'Web address': all('url', 'x-socialprofile', 'socialprofile'),
    'Instant messaging': all('impp', 'x-telegram'),
    Note: valuesOf('note').join('\n'),
    Birthday: birthdayOf(properties.find(([name]) => name === 'bday')),
    Categories: all('categories'),
    Language: valuesOf('lang')[0] ?? '',
    'Time zone': valuesOf('tz')[0] ?? '',
    Photo: valuesOf('photo')[0] ?? '',
  });
}

/** Without a year (`--02-03`) where Apple writes one that stands for none. */
function birthdayOf(property: Property | undefined): string {
  if (!property) return '';
  const [, parameters, , value] = property;
  const written = flat(value);
  const none = String(parameters['x-apple-omit-year'] ?? '');
  const rest =
    none === '' || !written.startsWith(none) ? written : `-${written.slice(none.length).replace(/^(?!-)/, '-')}`;
  return rest.replace(/^--(\d\d)-?(\d\d)$/, '--$1-$2');
}

/** The parts of a structured value; a single text where there is but one. */
const parts = (value: unknown): string[] => (Array.isArray(value) ? value : [value ?? '']).map(flat);

const flat = (value: unknown): string =>
  (Array.isArray(value) ? value.map(flat).filter(Boolean).join(' ') : String(value ?? '')).trim();
