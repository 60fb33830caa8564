// Owns the line that an export leaves in the audit log before its first piece leaves.
import type { Source } from '../audit/source.ts';
import type { Tx } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';

export interface ExportedFile {
  /** Name of the file: `kith.json`. */
  file: string;
  /** The person whom it is about; left out: the organization. */
  contactId?: string;
}

/** Who takes something, where, and how they came. */
export interface Taker {
  organization: string;
  /** As JSON text. */
  actor: string;
  source: string;
}

/**
 * Asks who takes something, before it is read: on a connection that has rows still to give, nothing else is answered.
 * @param source left out: what the transaction says.
 */
export async function takerIn(tx: Tx, source?: Source): Promise<Taker> {
  const [who] = await tx<Taker[]>`
    select app.acting_organization() as organization, app.audit_actor()::text as actor,
      coalesce(${source ?? null}, app.audit_source()) as source`;
  if (!who) throw new Error('The caller is unknown');
  return who;
}

interface Taken {
  deps: Pick<Deps, 'admin'>;
  requestId: string;
}

/** Notes who takes what. The export itself only reads, so it is written beside its transaction. */
export async function noteExport({ deps, requestId }: Taken, who: Taker, { file, contactId }: ExportedFile) {
  const [resource, record] = contactId ? ['contact', contactId] : ['organization', who.organization];
  const changes = JSON.stringify({ file: [null, file] });
  await deps.admin`
    insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
    values (${who.organization}, ${resource}, ${record}, 'exported', ${changes}::text::jsonb, ${who.actor}::text::jsonb,
      ${who.source}, ${requestId})`;
}
