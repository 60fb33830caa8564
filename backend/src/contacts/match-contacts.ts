// Owns finding who somebody is: the one match for captures, imports, the API, the extension and captured mail. A contact point
// decides; a name with its company, mail domain or number only suggests.
import type { PendingQuery, Row } from 'postgres';
import type { z } from 'zod';
import type { Tx } from '../db/tenant.ts';
import { type ContactReason, reasonOf, sharedOf } from '../duplicates/reasons.ts';
import type { ReadCtx } from '../http/context.ts';
import { keyTables, type MatchCandidate, namedAmong } from './match-keys.ts';
import type { Point } from './points.ts';

export interface MatchOwner {
  contactId: string;
  name: string;
  /** Deleted contacts keep their points: offer to restore them. */
  deleted: boolean;
  /** The first of the candidate's points that they have. */
  point: Pick<Point, 'kind' | 'normalized'>;
  /** What was asked for of them, as JSON text. */
  json?: string;
}

export interface MatchSuggestion {
  contactId: string;
  name: string;
  reason: z.infer<typeof ContactReason>;
  /** The company's name, the domain or the number that they share. */
  shared: string;
}

export interface Match {
  /** Whose the points are, in the order of the points: none, one, or several who would have to be merged. */
  owners: MatchOwner[];
  /** Other live contacts who may be the same person, the most recently active first. */
  suggestions: MatchSuggestion[];
}

/** Most suggestions of one candidate. */
const most = 10;

type Sql = PendingQuery<Row[]>;

/** For whoever looks one person up. */
export interface LookingUp {
  /** JSON text of the row `c` of each owner, read along. */
  ofOwner: Sql;
}

interface Found {
  owners: (MatchOwner & { nth: number })[];
  suggestions: (MatchSuggestion & { nth: number })[];
}

/**
 * Matches candidates, thousands in one statement. @returns one match per candidate, in order.
 * @param lookingUp then nobody is suggested when there is a live owner, nor looked for.
 */
export async function matchContacts(
  ctx: ReadCtx,
  candidates: MatchCandidate[],
  lookingUp?: LookingUp,
): Promise<Match[]> {
  if (candidates.length === 0) return [];
  const { tx } = ctx;
  const many = candidates.length > 20;
  const known = lookingUp ? tx`exists (select from owners o where not o.deleted)` : tx`false`;
  const [, [found]] = await Promise.all([
    many && planForBatch(ctx),
    tx<Found[]>`
      with owners as materialized (${ownersOf(tx, candidates, lookingUp?.ofOwner ?? tx`null`)})
      select (select coalesce(json_agg(o), '[]') from owners o) as owners,
        case when ${known} then '[]' else (
          select coalesce(json_agg(s), '[]') from (${suggestionsFor(ctx, candidates)}) s) end as suggestions`,
    many && planAsBefore(ctx),
  ]);
  if (!found) throw new Error('The match returned no row');
  const matches = candidates.map((): Match => ({ owners: [], suggestions: [] }));
  for (const { nth, json, ...owner } of found.owners)
    matches[nth]?.owners.push({ ...owner, ...(json != null && { json }) });
  for (const { nth, ...suggestion } of found.suggestions) {
    const match = matches[nth];
    const owns = match?.owners.some(({ contactId }) => contactId === suggestion.contactId);
    if (match && !owns && match.suggestions.length < most) match.suggestions.push(suggestion);
  }
  return matches;
}

/** A plan that was kept from when the tables were small would look at each row for each candidate of a batch. */
async function planForBatch({ tx }: ReadCtx): Promise<void> {
  await tx`
    select set_config('kith.planned_before', current_setting('plan_cache_mode'), true),
      set_config('plan_cache_mode', 'force_custom_plan', true)`;
}

/** Else every check of a foreign key in what follows would be planned anew, too. */
async function planAsBefore({ tx }: ReadCtx): Promise<void> {
  await tx`select set_config('plan_cache_mode', current_setting('kith.planned_before'), true)`;
}

function ownersOf(tx: Tx, candidates: MatchCandidate[], ofOwner: Sql): Sql {
  const given = candidates.flatMap(({ points }, nth) => points.map((point) => ({ nth, ...point })));
  return tx`
    select c.nth, c.id as "contactId", c.name, c.deleted_at is not null as deleted,
      json_build_object('kind', c.kind, 'normalized', c.normalized) as point, ${ofOwner} as json
    from (
      select distinct on (g.nth, c.id) g.nth, g.place, g.kind, g.normalized, c.*
      from unnest(${given.map(({ nth }) => nth)}::int[], ${given.map(({ kind }) => kind)}::text[],
        ${given.map(({ normalized }) => normalized)}::text[]) with ordinality as g (nth, kind, normalized, place)
      join app.contact_points p on p.organization_id = (select app.acting_organization())
        and p.kind = g.kind and p.normalized = g.normalized
      join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id
      order by g.nth, c.id, g.place) c
    order by c.nth, c.place`;
}

function suggestionsFor(ctx: ReadCtx, candidates: MatchCandidate[]): Sql {
  const { tx } = ctx;
  const named = namedAmong(candidates);
  if (named.length === 0) return tx`select where false`;
  return tx`
    with ${keyTables(ctx, named)}
    select s.nth, c.id as "contactId", c.name, ${reasonOf(tx, 'contact', tx`s.key`)} as reason,
      ${sharedOf(tx, 'contact', { key: tx`s.key`, id: tx`c.id` })} as shared
    from (
      select k.nth, m.record_id, min(k.key collate "C") as key from keys k
      join app.match_keys m on m.organization_id = (select app.acting_organization()) and m.record_type = 'contact'
        and m.key = k.key collate "C"
      group by k.nth, m.record_id) s
    join app.contacts c on c.organization_id = (select app.acting_organization()) and c.id = s.record_id
      and c.deleted_at is null
    order by s.nth, c.active_at desc, c.id`;
}
