// Owns what the work on an import asks the database for once: its mapping, members by mail and name, and own fields.
import type { ReadCtx } from '../../http/context.ts';
import { type FoundImport, findImport } from '../find-import.ts';
import type { MapRules } from '../map-row.ts';
import { readOwnFields } from '../own-fields.ts';
import type { ImportPipeline } from './deal-candidate.ts';

export interface ImportOwner {
  id: string;
  /** Whoever is narrowed gives records to those whom they reach alone. */
  mayOwn: boolean;
}

export interface WorkRules extends MapRules {
  importId: string;
  rowCount: number;
  /** Members by mail address and by name, in lower case. A name that two have names nobody. */
  members: ReadonlyMap<string, ImportOwner>;
  /** Pipelines and their stages in order; only of imports of deals. */
  pipelines: readonly ImportPipeline[];
}

/** @throws AppError `not_found`. */
export async function loadRules(ctx: ReadCtx, importId: string): Promise<WorkRules> {
  const [found, members, fields] = await Promise.all([findImport(ctx, importId), readMembers(ctx), readOwnFields(ctx)]);
  const pipelines = found.mapping.kind === 'deals' ? await readPipelines(ctx) : [];
  return { ...rulesOf(found), members, fields, pipelines };
}

const rulesOf = ({ id, columns, mapping, rowCount }: FoundImport) => ({
  importId: id,
  rowCount,
  mapping,
  columns: columns.map(({ name }) => name),
  dateOrders: columns.map(({ dateOrder }) => dateOrder),
});

async function readMembers({ tx }: ReadCtx): Promise<Map<string, ImportOwner>> {
  const rows = await tx<(ImportOwner & { name: string; email: string | null })[]>`
    select m.user_id as id, m.name, m.email, (select app.acting_organization()) <> all((select app.narrowed_places())::uuid[])
      or m.user_id in (
        select p.user_id from app.reached_people() p where p.organization_id = (select app.acting_organization())) as "mayOwn"
    from app.members((select app.acting_organization())) m`;
  const names = new Map<string, ImportOwner | null>();
  for (const { id, name, mayOwn } of rows) {
    const key = name.toLowerCase();
    names.set(key, names.has(key) ? null : { id, mayOwn });
  }
  for (const { id, email, mayOwn } of rows) if (email) names.set(email.toLowerCase(), { id, mayOwn });
  return new Map([...names].flatMap(([key, owner]): [string, ImportOwner][] => (owner ? [[key, owner]] : [])));
}

async function readPipelines({ tx }: ReadCtx): Promise<ImportPipeline[]> {
  return tx<ImportPipeline[]>`
    select p.id, p.name, coalesce((
      select json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind) order by s.rank, s.id)
      from app.pipeline_stages s
      where s.organization_id = p.organization_id and s.pipeline_id = p.id and s.deleted_at is null), '[]') as stages
    from app.pipelines p
    where p.organization_id = (select app.acting_organization()) and p.deleted_at is null order by p.rank, p.id`;
}
