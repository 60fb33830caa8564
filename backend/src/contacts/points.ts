// Owns sets of contact points: normalising them, holding them against races, and finding whose they are.
import type { Tx } from '../db/tenant.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { type Match, type MatchOwner, matchContacts } from './match-contacts.ts';
import type { MatchCandidate } from './match-keys.ts';
import { normalizePoint } from './normalize.ts';
import type { Candidate, NewPoint, PointKind } from './schema.ts';

export interface Point {
  kind: PointKind;
  value: string;
  normalized: string;
}

/**
 * Normalises points and drops repetitions. @throws AppError `invalid_input` naming each that is wrong.
 * @param at where the list stands on the wire.
 */
export function normalizePoints(points: NewPoint[], at = 'points'): Point[] {
  const errors: FieldError[] = [];
  const found = new Map<string, Point>();
  for (const [index, { kind, value }] of points.entries()) {
    const normalized = normalizePoint(kind, value);
    if (!normalized.ok) errors.push({ path: `${at}.${index}.value`, message: normalized.message });
    else if (!found.has(keyOf(kind, normalized.value))) {
      found.set(keyOf(kind, normalized.value), { kind, value, normalized: normalized.value });
    }
  }
  if (errors.length > 0) throw new AppError('invalid_input', 'Some contact points are not right.', { errors });
  return [...found.values()];
}

/** Candidates with their points in the form that is compared. @throws AppError `invalid_input`. */
export const normalizeCandidates = (candidates: Candidate[]): MatchCandidate[] =>
  candidates.map(({ points, ...rest }, index) => ({
    ...rest,
    points: normalizePoints(points, `candidates.${index}.points`),
  }));

const keyOf = (kind: PointKind, normalized: string) => `${kind}:${normalized}`;
export const pointKey = (point: Pick<Point, 'kind' | 'normalized'>) => keyOf(point.kind, point.normalized);

/** Holds the points and says whose they are, in one round trip: the second query sees what the first waited for. */
export async function claimPoints(ctx: WriteCtx, points: Point[]): Promise<MatchOwner[]> {
  return (await claimMatch(ctx, { points })).owners;
}

/** Holds a candidate's points and matches it. */
export async function claimMatch(ctx: WriteCtx, candidate: MatchCandidate & { points: Point[] }): Promise<Match> {
  const [, [match]] = await Promise.all([lockPoints(ctx, candidate.points), matchContacts(ctx, [candidate])]);
  if (!match) throw new Error('One candidate has one match');
  return match;
}

/** Holds the points until the transaction ends, in one order everywhere, so that nobody else takes them meanwhile. */
export async function lockPoints({ tx, organizationId }: WriteCtx, points: Point[]): Promise<void> {
  if (points.length === 0) return;
  const keys = points.map((point) => `${organizationId}:${pointKey(point)}`).sort();
  await tx`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`;
}

/** Gives a contact further points, after those that it has. */
export async function addPoints({ tx, organizationId }: WriteCtx, contactId: string, points: Point[]): Promise<void> {
  if (points.length === 0) return;
  await tx`
    insert into app.contact_points (organization_id, contact_id, kind, value, normalized, position)
    select ${organizationId}, ${contactId}, added.kind, added.value, added.normalized,
      added.place + coalesce((select max(p.position) + 1 from app.contact_points p
        where p.organization_id = ${organizationId} and p.contact_id = ${contactId}), 0)
    from ${unnested(tx, points)}`;
}

/** Makes these the contact's points, in this order. */
export async function replacePoints(
  { tx, organizationId }: WriteCtx,
  contactId: string,
  points: Point[],
): Promise<void> {
  await tx`
    delete from app.contact_points p
    where p.organization_id = ${organizationId} and p.contact_id = ${contactId}
      and (p.kind, p.normalized) not in (select added.kind, added.normalized from ${unnested(tx, points)})`;
  if (points.length === 0) return;
  await tx`
    insert into app.contact_points as p (organization_id, contact_id, kind, value, normalized, position)
    select ${organizationId}, ${contactId}, added.kind, added.value, added.normalized, added.place
    from ${unnested(tx, points)}
    on conflict (organization_id, kind, normalized) do update set value = excluded.value, position = excluded.position
    where p.contact_id = excluded.contact_id`;
}

const unnested = (tx: Tx, points: Point[]) => tx`
  (select t.kind, t.value, t.normalized, t.nth::int - 1 as place from unnest(
    ${points.map((point) => point.kind)}::text[], ${points.map((point) => point.value)}::text[],
    ${points.map((point) => point.normalized)}::text[]) with ordinality as t (kind, value, normalized, nth)) as added`;
