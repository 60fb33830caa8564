// Owns reading the organization that a request acts in, and giving it another name.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { Reading, WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import type { OrganizationChange } from './schema.ts';

export async function readOrganization({ tx }: Reading): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object('id', o.id, 'name', o.name, 'sandboxOf', o.sandbox_of, 'version', o.version)::text as json, o.version
    from app.organizations o where o.id = app.acting_organization()`;
  if (!row) throw new Error('The acting organization is not there');
  return row;
}

/** @param version that the caller read. @throws AppError `version_conflict`. */
export async function renameOrganization(
  ctx: WriteCtx,
  version: number,
  { name }: OrganizationChange,
): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const [held] = await tx<{ name: string; version: number }[]>`
    select name, version from app.organizations where id = ${organizationId} for no key update`;
  if (held?.version !== version) throw versionConflict();
  if (held.name !== name) {
    await tx`update app.organizations set name = ${name} where id = ${organizationId}`;
    await recordEvent(ctx, 'organization.updated', { subjectId: organizationId, payload: { changed: ['name'] } });
  }
  return readOrganization(ctx);
}
