// Owns purging one row of each kind that tells of it, as if it had been deleted long ago.
import type { Deps } from '../../deps.ts';
import { purgeDeleted } from '../sweeps/purge-deleted.ts';

export async function causePurges(deps: Deps, organizationId: string): Promise<void> {
  const { admin } = deps;
  const old = { organization_id: organizationId, name: 'Old', deleted_at: new Date(0) };
  await admin`insert into app.contacts ${admin(old)}`;
  await admin`insert into app.companies ${admin(old)}`;
  await admin`insert into app.pipelines ${admin({ ...old, rank: 'z9' })}`;
  await admin`
    insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, deleted_at)
    select organization_id, 'Old', pipeline_id, id, 'z9', '1970-01-01' from app.pipeline_stages
    where organization_id = ${organizationId} and deleted_at is null limit 1`;
  await purgeDeleted({ deps, signal: new AbortController().signal });
}
