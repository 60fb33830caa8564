// Owns what `kith doctor` looks at, one finding a check.
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { checkAudit } from '../audit/check-audit.ts';
import { missingMigrations, readMigrations } from '../db/migrate.ts';
import type { Env } from '../env.ts';
import { statIfThere } from '../read-if-there.ts';
import { eachSealed } from '../secrets/sealed-columns.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

export interface Finding {
  ok: boolean;
  /** What was looked at: `Database`. */
  about: string;
  text: string;
}

export interface Patient {
  env: Env;
  admin: Sql;
  secrets: SecretBox;
}

/** What a finding about missing migrations is called. */
export const schema = 'Schema';

const privateFiles = ['keys.json', 'secret-key', 'secret-key.before', 'db-password', 'demo-password'];

/** Files with keys and passwords must be their owner's alone. */
export async function checkFiles({ env }: Patient): Promise<Finding[]> {
  const open: string[] = [];
  for (const name of privateFiles) {
    const found = await statIfThere(join(env.home, name));
    if (found && (found.mode & 0o077) !== 0) open.push(name);
  }
  if (open.length === 0)
    return [{ ok: true, about: 'Files', text: 'keys and passwords are readable by their owner alone' }];
  const text = `${open.join(', ')} in ${env.home} can be read by others; run chmod 600 on them`;
  return [{ ok: false, about: 'Files', text }];
}

export async function checkDatabase({ admin }: Patient): Promise<Finding[]> {
  const [server] = await admin<{ version: string }[]>`show server_version`;
  const missing = await missingMigrations(admin, await readMigrations());
  return [
    { ok: true, about: 'Database', text: `Postgres ${server?.version ?? ''}` },
    missing.length === 0
      ? { ok: true, about: schema, text: 'up to date' }
      : { ok: false, about: schema, text: `${missing.length} migrations wait; run kith migrate, or start Kith` },
  ];
}

/** Tries every sealed secret. */
export async function checkSecrets({ admin, secrets }: Patient): Promise<Finding[]> {
  let [good, bad] = [0, 0];
  for await (const { place, id, sealed } of eachSealed(admin)) {
    if (opens(secrets, sealed, place.purpose(id))) good += 1;
    else bad += 1;
  }
  if (bad === 0) return [{ ok: true, about: 'Secrets', text: `all ${good} open under key ${secrets.keyId}` }];
  return [{ ok: false, about: 'Secrets', text: `${bad} of ${good + bad} do not open: was another key put back?` }];
}

function opens(secrets: SecretBox, sealed: string, purpose: string): boolean {
  try {
    secrets.open(sealed, purpose);
    return true;
  } catch {
    return false;
  }
}

/** Goes over the audit log of every organization: one finding each, with the newest link to keep elsewhere. */
export async function checkAudits({ admin, secrets }: Patient): Promise<Finding[]> {
  const organizations = await admin<{ id: string; name: string }[]>`select id, name from app.organizations order by id`;
  const findings: Finding[] = [];
  for (const { id, name } of organizations) {
    const { seals, chain, erased, problems } = await checkAudit(admin, secrets, id);
    const about = `Audit of ${name} (${id})`;
    if (problems.length > 0) findings.push({ ok: false, about, text: problems.join('; ') });
    else {
      const gone = erased > 0 ? `, the values of ${erased} lines were erased` : '';
      findings.push({
        ok: true,
        about,
        text: chain ? `${seals} seals hold${gone}; the newest is ${seals}:${chain}` : 'nothing sealed yet',
      });
    }
  }
  return findings;
}
