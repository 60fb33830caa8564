// Owns what the work on an import asks the database for once: its mapping, members by mail and name, and own fields.
import type { ReadCtx } from '../../http/context.ts';
import { type FoundImport, findImport } from '../find-import.ts';
import type { MapRules } from '../map-row.ts';
import { readOwnFields } from '../own-fields.ts';
import type { ImportPipeline } from './deal-candidate.ts';

export interface WorkRules extends MapRules {
  importId: string;
  rowCount: number;
  /** Ids of members by mail address and by name, in lower case. A name that two have names nobody. */
  members: ReadonlyMap<string, string>;
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

async function readMembers({ tx }: ReadCtx): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; name: string; email: string | null }[]>`
    select user_id as id, name, email from app.members((select app.acting_organization()))`;
  const names = new Map<string, string>();
  for (const { id, name } of rows) {
    const key = name.toLowerCase();
    names.set(key, names.has(key) ? '' : id);
  }
  for (const { id, email } of rows) if (email) names.set(email.toLowerCase(), id);
  return new Map([...names].filter(([, id]) => id !== ''));
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
