// Owns sets of contact points: normalising them, holding them against races, and finding whose they are.
import type { Tx } from '../db/tenant.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { normalizePoint } from './normalize.ts';
import type { NewPoint, PointKind } from './schema.ts';

export interface Point {
  kind: PointKind;
  value: string;
  normalized: string;
}

/** Normalises points and drops repetitions. @throws AppError `invalid_input` naming each that is wrong. */
export function normalizePoints(points: NewPoint[]): Point[] {
  const errors: FieldError[] = [];
  const found = new Map<string, Point>();
  for (const [index, { kind, value }] of points.entries()) {
    const normalized = normalizePoint(kind, value);
    if (!normalized.ok) errors.push({ path: `points.${index}.value`, message: normalized.message });
    else if (!found.has(keyOf(kind, normalized.value))) {
      found.set(keyOf(kind, normalized.value), { kind, value, normalized: normalized.value });
    }
  }
  if (errors.length > 0) throw new AppError('invalid_input', 'Some contact points are not right.', { errors });
  return [...found.values()];
}

const keyOf = (kind: PointKind, normalized: string) => `${kind}:${normalized}`;
export const pointKey = (point: Pick<Point, 'kind' | 'normalized'>) => keyOf(point.kind, point.normalized);

/** Holds the points and says whose they are, in one round trip: the second query sees what the first waited for. */
export async function claimPoints(ctx: WriteCtx, points: Point[]): Promise<Owner[]> {
  const [, owners] = await Promise.all([lockPoints(ctx, points), ownersOf(ctx, points)]);
  return owners;
}

/** Holds the points until the transaction ends, in one order everywhere, so that nobody else takes them meanwhile. */
async function lockPoints({ tx, organizationId }: WriteCtx, points: Point[]): Promise<void> {
  if (points.length === 0) return;
  const keys = points.map((point) => `${organizationId}:${pointKey(point)}`).sort();
  await tx`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`;
}

export interface Owner {
  contactId: string;
  deleted: boolean;
}

/** Whose the points are, deleted contacts included, in the order of the points. */
async function ownersOf({ tx }: ReadCtx, points: Pick<Point, 'kind' | 'normalized'>[]): Promise<Owner[]> {
  if (points.length === 0) return [];
  return tx<Owner[]>`
    select c.id as "contactId", c.deleted_at is not null as deleted
    from unnest(${points.map((point) => point.kind)}::text[], ${points.map((point) => point.normalized)}::text[])
      with ordinality as wanted (kind, normalized, place)
    join app.contact_points p on p.organization_id = (select app.acting_organization())
      and p.kind = wanted.kind and p.normalized = wanted.normalized
    join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id
    group by c.id, c.deleted_at order by min(wanted.place)`;
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
