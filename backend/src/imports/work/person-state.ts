// Owns what a row changes about a person: a new one, one who is there, or one who stood in an earlier row.
import { employerDomains } from '../../contacts/employer.ts';
import { nameFromPoint } from '../../contacts/normalize.ts';
import { type Point, pointKey } from '../../contacts/points.ts';
import { type Employer, employerAmong } from './find-employers.ts';
import type { PersonCandidate } from './person-candidate.ts';
import type { WantedCompany } from './resolve-companies.ts';

/** Everything of a contact that an import can set. */
export interface PersonState {
  name: string;
  title: string | null;
  companyId: string | null;
  companyName: string | null;
  /** Of a company that is to be found or made. */
  company: WantedCompany | null;
  notes: string | null;
  ownerId: string | null;
  tags: string[];
  avatarUrl: string | null;
  timeZone: string | null;
  language: string | null;
  source: string | null;
  fields: Record<string, unknown>;
  points: Point[];
}

const nobody: PersonState = {
  name: '',
  title: null,
  companyId: null,
  companyName: null,
  company: null,
  notes: null,
  ownerId: null,
  tags: [],
  avatarUrl: null,
  timeZone: null,
  language: null,
  source: null,
  fields: {},
  points: [],
};

/** A person of whom nothing is known but a row. */
export function newPerson(candidate: PersonCandidate, employers: Applying['employers']): PersonState {
  const state = applyRow(nobody, candidate, { existing: 'fill', employers });
  const [first] = state.points;
  return { ...state, name: state.name || (first ? nameFromPoint(first.kind, first.normalized) : '') };
}

interface Applying {
  /** `fill` writes over nothing that somebody wrote. */
  existing: 'fill' | 'overwrite';
  /** Companies by mail domain. */
  employers: ReadonlyMap<string, Employer>;
}

/** The person after a row. Points and tags are only ever added. */
export function applyRow(
  state: PersonState,
  candidate: PersonCandidate,
  { existing, employers }: Applying,
): PersonState {
  const over = existing === 'overwrite';
  const text = (is: string | null, said: string | null) => (said !== null && (is === null || over) ? said : is);
  const { texts } = candidate;
  return {
    name: candidate.name !== '' && (over || isDerived(state)) ? candidate.name : state.name,
    title: text(state.title, texts.title ?? null),
    ...(employerTold(state, candidate, employers) ?? companyAfter(state, candidate, over)),
    notes: text(state.notes, candidate.notes || null),
    ownerId: text(state.ownerId, candidate.ownerId),
    tags: joined(state.tags, candidate.tags, fold).slice(0, 100),
    avatarUrl: text(state.avatarUrl, texts.avatarUrl ?? null),
    timeZone: text(state.timeZone, texts.timeZone ?? null),
    language: text(state.language, texts.language ?? null),
    source: text(state.source, texts.source ?? null),
    fields: fieldsAfter(state.fields, candidate.fields, over),
    points: joined(state.points, candidate.points, pointKey),
  };
}

const isDerived = ({ name, points }: PersonState) =>
  name === '' || points.some(({ kind, normalized }) => nameFromPoint(kind, normalized) === name);

/** Only addresses that are new to the person tell of a company: whoever took the company away meant it. */
function employerTold(
  state: PersonState,
  { texts, domain, points }: PersonCandidate,
  employers: Applying['employers'],
) {
  const { companyId, company } = state;
  if (companyId !== null || company !== null || texts.companyName !== undefined || domain !== null) return null;
  const had = new Set(state.points.map(pointKey));
  const employer = employerAmong(
    employers,
    points.filter((point) => !had.has(pointKey(point))),
  );
  return employer ? { companyId: employer.id, companyName: employer.name, company: null } : null;
}

function companyAfter(state: PersonState, { texts, domain, points }: PersonCandidate, over: boolean) {
  const { companyId, companyName, company } = state;
  const name = texts.companyName ?? null;
  const has = companyId !== null || company !== null;
  const same = name !== null && companyName !== null && fold(name) === fold(companyName);
  if ((name === null && domain === null) || same || (has && !over)) return { companyId, companyName, company };
  return { companyId: null, companyName: name, company: { name, domain, mailDomains: employerDomains(points) } };
}

function fieldsAfter(has: Record<string, unknown>, said: Record<string, unknown>, over: boolean) {
  const fresh = Object.entries(said).filter(([key]) => over || (has[key] ?? null) === null);
  return { ...has, ...Object.fromEntries(fresh) };
}

/** Near enough to how the database folds: what differs only there is settled there. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();

function joined<T>(has: readonly T[], more: readonly T[], key: (one: T) => string): T[] {
  const known = new Set(has.map(key));
  const fresh = more.filter((one) => !known.has(key(one)) && known.add(key(one)));
  return [...has, ...fresh];
}
