// Owns `kith doctor`: looks, changes nothing, and says in plain words what is not in order.
import { openDatabase } from '../db/open-database.ts';
import type { Env } from '../env.ts';
import { loadSecretBox } from '../secrets/load-secret-box.ts';
import { checkNotifications } from './check-notifications.ts';
import { checkProject } from './check-project.ts';
import { checkRedis } from './check-redis.ts';
import { checkAudits, checkDatabase, checkFiles, checkSecrets, type Finding, schema } from './checks.ts';

/** @param options.audit also goes over the whole audit log, which takes a while when it is long. */
export async function examine(env: Env, options: { audit: boolean }): Promise<Finding[]> {
  const database = await openDatabase(env, { migrate: false, takeOver: false });
  try {
    const patient = { env, admin: database.admin, secrets: await loadSecretBox(env) };
    const findings: Finding[] = [];
    const audits = options.audit ? [checkAudits] : [];
    for (const check of [
      checkFiles,
      checkRedis,
      checkProject,
      checkNotifications,
      checkDatabase,
      checkSecrets,
      ...audits,
    ]) {
      findings.push(...(await check(patient)));
      // On an older schema the checks after this one would look for what is not there yet.
      if (findings.some(({ ok, about }) => !ok && about === schema)) break;
    }
    return findings;
  } finally {
    await database.close();
  }
}

/** One line a finding, as the terminal shows it. */
export const tell = (findings: readonly Finding[]): string =>
  findings.map(({ ok, about, text }) => `${ok ? 'ok ' : 'BAD'}  ${about}: ${text}`).join('\n');
