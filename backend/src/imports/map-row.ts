// Owns turning the cells of a row into what it says of a person, a company or a deal. Pure: nothing is looked up.
import { normalizePoint } from '../contacts/normalize.ts';
import { type Point, pointKey } from '../contacts/points.ts';
import type { PointKind } from '../contacts/schema.ts';
import type { ImportMapping } from './mapping.ts';
import { type OwnField, parseField, recordTypeOf } from './own-fields.ts';
import type { RawRow, RowReason } from './reading/raw-row.ts';
import type { Target } from './targets.ts';
import { cleanCell } from './values/clean-cell.ts';
import { cleanDomain } from './values/clean-domain.ts';
import { cleanText } from './values/clean-text.ts';
import { type DateOrder, isYearless } from './values/parse-date.ts';
import { parsePhone } from './values/parse-phone.ts';
import { splitAddresses, splitEmails, splitPhones, splitTags } from './values/split-values.ts';

/** What a row says, before anybody asks who it is. */
export interface Candidate {
  row: number;
  name: string;
  points: Point[];
  /** Values of targets that take one, as they stand. */
  texts: Partial<Record<Target, string>>;
  tags: string[];
  notes: string;
  domain: string | null;
  /** Values of own fields, as they are stored. */
  fields: Record<string, unknown>;
  /** What was noticed; the row is imported all the same. */
  remarks: RowReason[];
}

export type Mapped = { ok: true; candidate: Candidate } | { ok: false; reason: RowReason };

export interface MapRules {
  columns: readonly string[];
  /** What each column's own dates prove. */
  dateOrders: readonly (DateOrder | 'ambiguous' | null)[];
  mapping: ImportMapping;
  fields: readonly OwnField[];
}

interface Cell {
  at: number;
  column: string;
  target: Target;
  value: string;
}

/** Longest values, by target; a name may hold 10,000 characters. */
const longest: Partial<Record<Target, number>> = {
  title: 1000,
  companyName: 300,
  source: 200,
  language: 35,
  timeZone: 64,
  avatarUrl: 2000,
  dealName: 300,
};
const longestName = 10_000;
const longestNotes = 100_000;
const mostPoints = 50;
const mostTags = 100;

/** Reads one row. */
export function mapRow(raw: RawRow, rules: MapRules): Mapped {
  if (raw.problem) return { ok: false, reason: raw.problem };
  const cells = cellsOf(raw, rules);
  const candidate: Candidate = {
    row: raw.row,
    name: nameOf(cells),
    points: [],
    texts: {},
    tags: [...rules.mapping.tags],
    notes: '',
    domain: null,
    fields: {},
    remarks: [],
  };
  const notes: string[] = [];
  for (const cell of cells) {
    const reason = readCell(cell, candidate, { notes, rules });
    if (reason) return { ok: false, reason };
  }
  candidate.tags = [...new Set(candidate.tags)];
  candidate.points = onceEach(candidate.points);
  keepSpare(cells, candidate, notes);
  candidate.notes = notes.join('\n');
  const reason = tooLong(candidate) ?? nobody(candidate, rules.mapping.kind);
  return reason ? { ok: false, reason } : { ok: true, candidate };
}

/** What a record has no room for goes to the notes, too. */
function keepSpare(cells: Cell[], candidate: Candidate, notes: string[]): void {
  const keep = (target: Target, spare: string[]) => {
    if (spare.length === 0) return;
    const column = cells.find((cell) => cell.target === target)?.column ?? target;
    const written = spare.join(', ');
    notes.push(`${column}: ${written}`);
    candidate.remarks.push({ code: 'kept_in_notes', column, value: written.slice(0, 300) });
  };
  keep('tags', candidate.tags.splice(mostTags));
  const points = candidate.points.splice(mostPoints);
  for (const kind of ['email', 'phone', 'linkedin', 'telegram', 'url'] as const) {
    keep(
      kind,
      points.filter((point) => point.kind === kind).map(({ value }) => value),
    );
  }
}

function cellsOf(raw: RawRow, { columns, mapping }: MapRules): Cell[] {
  return raw.cells.flatMap((cell, at) => {
    const target = mapping.targets[at] ?? null;
    const value = cleanCell(cell);
    return target === null || value === '' ? [] : [{ at, column: columns[at] ?? '', target, value }];
  });
}

/** The whole name where there is one, else its parts joined. */
function nameOf(cells: Cell[]): string {
  const of = (target: Target) => cells.find((cell) => cell.target === target)?.value ?? '';
  const joined = [of('givenName'), of('additionalName'), of('familyName')].filter((part) => part !== '').join(' ');
  return (of('name') || joined).replace(/\s+/g, ' ');
}

interface Reading {
  notes: string[];
  rules: MapRules;
}

function readCell(cell: Cell, candidate: Candidate, reading: Reading): RowReason | null {
  const { target, value } = cell;
  switch (target) {
    case 'name':
    case 'givenName':
    case 'additionalName':
    case 'familyName':
      return null;
    case 'email':
      return readEmails(cell, candidate);
    case 'phone':
    case 'linkedin':
    case 'telegram':
    case 'url':
      readPoints(cell, candidate, reading);
      return null;
    case 'tags':
      candidate.tags.push(...splitTags(value).map((tag) => tag.slice(0, 60)));
      return null;
    case 'notes':
      reading.notes.push(value);
      return null;
    case 'companyDomain':
      candidate.domain = cleanDomain(value);
      if (candidate.domain === null) keepInNotes(cell, value, { candidate, reading });
      return null;
    default:
      return target.startsWith('field:') ? readField(cell, candidate, reading) : readText(cell, candidate, reading);
  }
}

function readText(cell: Cell, candidate: Candidate, reading: Reading): RowReason | null {
  const { target, value, column } = cell;
  const text = cleanText(target, value);
  if (text === null) keepInNotes(cell, value, { candidate, reading });
  else candidate.texts[target] = text;
  return value.length > (longest[target] ?? longestName) ? { code: 'too_long', column } : null;
}

/**
 * An empty cell says nothing; a value that does not suit its field is worth a look before the import. A day without a year is
 * none, but no mistake either.
 */
function readField(cell: Cell, candidate: Candidate, reading: Reading): RowReason | null {
  const { at, target, value, column } = cell;
  const { rules } = reading;
  const key = target.slice('field:'.length);
  const field = rules.fields.find((one) => one.key === key && one.recordType === recordTypeOf[rules.mapping.kind]);
  if (!field) return { code: 'value_wrong', column };
  if (field.type === 'date' && isYearless(value)) {
    keepInNotes(cell, value, { candidate, reading });
    return null;
  }
  const parsed = parseField(field, value, { dateOrder: dateOrderOf(rules, at), currency: rules.mapping.currency });
  if (!parsed.ok) return { code: parsed.code, column, value: value.slice(0, 300) };
  candidate.fields[key] = parsed.value;
  return null;
}

/** What the column proves counts for its other rows; else what the person says. */
export function dateOrderOf({ dateOrders, mapping }: MapRules, at: number): DateOrder | null {
  const proven = dateOrders[at];
  return proven === 'dmy' || proven === 'mdy' ? proven : mapping.dateOrder;
}

/** A wrong address is worth a look before the import: it may be the only way to reach the person. */
function readEmails({ column, value }: Cell, candidate: Candidate): RowReason | null {
  for (const written of splitEmails(value)) {
    const normalized = normalizePoint('email', written);
    if (!normalized.ok) return { code: 'email_wrong', column, value: written.slice(0, 300) };
    candidate.points.push({ kind: 'email', value: written, normalized: normalized.value });
  }
  return null;
}

/** What is no number or address that can be compared stays with the person as a note, so that nothing is lost. */
function readPoints(cell: Cell, candidate: Candidate, reading: Reading): void {
  const values = cell.target === 'phone' ? splitPhones(cell.value) : splitAddresses(cell.value);
  for (const written of values) {
    const point = pointOf(cell.target, written, reading.rules.mapping);
    if (point) candidate.points.push(point);
    else keepInNotes(cell, written, { candidate, reading });
  }
}

function keepInNotes(cell: Cell, written: string, { candidate, reading }: { candidate: Candidate; reading: Reading }) {
  reading.notes.push(`${cell.column}: ${written}`);
  candidate.remarks.push({ code: 'kept_in_notes', column: cell.column, value: written.slice(0, 300) });
}

function pointOf(target: Target, value: string, { phoneCountry }: ImportMapping): Point | null {
  if (target === 'phone') {
    const number = parsePhone(value, phoneCountry);
    return number === null ? null : { kind: 'phone', value, normalized: number };
  }
  const kind = kindOfAddress(target, value);
  const normalized = normalizePoint(kind, value);
  return normalized.ok && value.length <= 2000 ? { kind, value, normalized: normalized.value } : null;
}

/** A profile in a column of web addresses is a profile. */
function kindOfAddress(target: Target, value: string): PointKind {
  if (target === 'telegram' || /^(https?:\/\/)?t\.me\/[a-z]/i.test(value)) return 'telegram';
  if (/linkedin\.com\/in\//i.test(value)) return 'linkedin';
  return target === 'linkedin' && !/^https?:|\./i.test(value) ? 'linkedin' : 'url';
}

const onceEach = (points: Point[]) =>
  [...new Map(points.toReversed().map((one) => [pointKey(one), one])).values()].toReversed();

function tooLong({ name, notes }: Candidate): RowReason | null {
  if (name.length > longestName) return { code: 'too_long', column: 'name' };
  return notes.length > longestNotes ? { code: 'too_long', column: 'notes' } : null;
}

function nobody({ name, points, texts, domain }: Candidate, kind: ImportMapping['kind']): RowReason | null {
  const somebody = {
    contacts: name !== '' || points.length > 0,
    companies: Boolean(texts.companyName) || domain !== null,
    deals: Boolean(texts.dealName),
  };
  return somebody[kind] ? null : { code: 'nobody' };
}
