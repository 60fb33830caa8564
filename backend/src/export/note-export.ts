// Owns the line that an export leaves in the audit log before its first piece leaves.
import type { Tx } from '../db/tenant.ts';
import type { Caller } from '../http/context.ts';

export interface ExportedFile {
  /** Name of the file: `kith.json`. */
  file: string;
  /** The person whom it is about; left out: the organization. */
  contactId?: string;
}

/** Notes who takes what. The export itself only reads, so it is written beside its transaction. */
export async function noteExport({ deps, source, requestId }: Caller, tx: Tx, { file, contactId }: ExportedFile) {
  const [who] = await tx<{ organization: string; actor: string }[]>`
    select app.acting_organization() as organization, app.audit_actor()::text as actor`;
  if (!who) throw new Error('The caller is unknown');
  const [resource, record] = contactId ? ['contact', contactId] : ['organization', who.organization];
  const changes = JSON.stringify({ file: [null, file] });
  await deps.admin`
    insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
    values (${who.organization}, ${resource}, ${record}, 'exported', ${changes}::text::jsonb, ${who.actor}::text::jsonb,
      ${source}, ${requestId})`;
}
