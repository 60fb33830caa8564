// Owns sealing the audit log: groups of lines become links of a chain that is signed outside the database, so that whoever changes
// lines there cannot make the chain fit again.
import type { Sql } from 'postgres';
import type { SweepCtx } from '../jobs/sweeps/sweep.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** What the chain is signed for. */
export const auditPurpose = 'audit';
/** Lines that one seal holds at most. */
const linesPerSeal = 5_000;

/** Seals every line that waits, of every organization. @returns how many lines. */
export async function sealAudit({ deps, signal }: SweepCtx): Promise<number> {
  const waiting = await deps.admin<{ id: string }[]>`
    select o.id from app.organizations o
    where exists (select from app.audit_log a where a.organization_id = o.id and a.seal is null)`;
  let all = 0;
  for (const { id } of waiting) {
    for (let sealed = linesPerSeal; sealed === linesPerSeal && !signal.aborted; all += sealed) {
      sealed = await sealOnce(deps.admin, deps.secrets, id);
    }
  }
  return all;
}

/** @returns how many lines went under the seal. */
function sealOnce(admin: Sql, secrets: SecretBox, organizationId: string): Promise<number> {
  return admin.begin(async (tx) => {
    const [made] = await tx<{ number: string; lines: number; digest: Buffer; chain: Buffer }[]>`
      select * from app.seal_audit(${organizationId}, ${linesPerSeal})`;
    if (!made) return 0;
    const mac = secrets.sign(made.chain.toString('hex'), auditPurpose);
    await tx`
      insert into app.audit_seals (organization_id, number, lines, digest, chain, key_id, mac)
      values (${organizationId}, ${made.number}, ${made.lines}, ${made.digest}, ${made.chain}, ${secrets.keyId}, ${mac})`;
    return made.lines;
  });
}
