// Owns what a row changes about a company.
import { type Point, pointKey } from '../../contacts/points.ts';
import type { PersonCandidate } from './person-candidate.ts';

/** Everything of a company that an import can set. */
export interface CompanyState {
  name: string;
  domains: string[];
  description: string | null;
  ownerId: string | null;
  tags: string[];
  timeZone: string | null;
  language: string | null;
  source: string | null;
  fields: Record<string, unknown>;
  points: Point[];
}

const nothing: CompanyState = {
  name: '',
  domains: [],
  description: null,
  ownerId: null,
  tags: [],
  timeZone: null,
  language: null,
  source: null,
  fields: {},
  points: [],
};

/** A company of which nothing is known but a row. */
export const newCompany = (candidate: PersonCandidate): CompanyState => applyCompany(nothing, candidate, 'fill');

/** The company after a row. Domains, points and tags are only ever added. `fill` writes over nothing that somebody wrote. */
export function applyCompany(
  state: CompanyState,
  candidate: PersonCandidate,
  existing: 'fill' | 'overwrite',
): CompanyState {
  const over = existing === 'overwrite';
  const text = (is: string | null, said: string | null) => (said !== null && (is === null || over) ? said : is);
  const { texts, domain, notes, ownerId } = candidate;
  const fresh = Object.entries(candidate.fields).filter(([key]) => over || (state.fields[key] ?? null) === null);
  return {
    name: text(state.name || null, texts.companyName ?? null) ?? domain ?? '',
    domains:
      domain === null || state.domains.includes(domain) ? state.domains : [...state.domains, domain].slice(0, 50),
    description: text(state.description, notes.slice(0, 10_000) || null),
    ownerId: text(state.ownerId, ownerId),
    tags: joined(state.tags, candidate.tags, (tag) => tag.toLowerCase()).slice(0, 100),
    timeZone: text(state.timeZone, texts.timeZone ?? null),
    language: text(state.language, texts.language ?? null),
    source: text(state.source, texts.source ?? null),
    fields: { ...state.fields, ...Object.fromEntries(fresh) },
    points: joined(
      state.points,
      candidate.points.filter(({ kind }) => kind !== 'telegram'),
      pointKey,
    ),
  };
}

function joined<T>(has: readonly T[], more: readonly T[], key: (one: T) => string): T[] {
  const known = new Set(has.map(key));
  return [...has, ...more.filter((one) => !known.has(key(one)) && known.add(key(one)))];
}
