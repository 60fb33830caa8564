// Owns how pipelines are read: Postgres writes their JSON, stages included.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';

/** Arguments of json_build_object for the stage `s`. */
export const stageFields = (tx: Tx) => tx`'id', s.id, 'name', s.name, 'kind', s.kind, 'probability', s.probability`;

/** Arguments of json_build_object for the row `r`. */
export const pipelineFields = (tx: Tx) => tx`
  'id', r.id, 'organizationId', r.organization_id, 'name', r.name,
  'position', (
    select count(*) from app.pipelines o
    where o.organization_id = r.organization_id and o.deleted_at is null and (o.rank, o.id) < (r.rank, r.id)),
  'stages', coalesce((
    select json_agg(json_build_object(${stageFields(tx)}) order by s.rank, s.id) from app.pipeline_stages s
    where s.organization_id = r.organization_id and s.pipeline_id = r.id and s.deleted_at is null), '[]'::json),
  'createdAt', r.created_at, 'updatedAt', r.updated_at, 'deletedAt', r.deleted_at, 'version', r.version`;

export const noSuchPipeline = () => new AppError('not_found', 'There is no such pipeline here.');
export const noSuchStage = () => new AppError('not_found', 'There is no such stage here.');

/** Reads one pipeline, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getPipeline({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${pipelineFields(tx)})::text as json, r.version
    from app.pipelines r where r.organization_id = (select app.acting_organization()) and r.id = ${id}`;
  if (!row) throw noSuchPipeline();
  return row;
}
