// Owns `kith rotate-keys`: every secret is sealed anew and every seal of the audit log signed anew, under another key.
import type { Sql } from 'postgres';
import { auditPurpose } from '../audit/seal-audit.ts';
import { openDatabase } from '../db/open-database.ts';
import type { Env } from '../env.ts';
import { StartError } from '../errors.ts';
import { refuseSecond } from '../start/running-file.ts';
import { changeKey, forgetKeyBefore, loadSecretBox } from './load-secret-box.ts';
import { eachSealed, type SealedValue } from './sealed-columns.ts';
import type { SecretBox } from './secret-box.ts';

const batchSize = 500;

export interface Rotated {
  /** Secrets sealed anew. */
  sealed: number;
  /** Seals of the audit log signed anew. */
  signed: number;
}

/**
 * Changes the key: makes another one in the data folder, or takes KITH_SECRET_KEY in place of KITH_SECRET_KEY_BEFORE, and seals
 * everything under it. @throws StartError while Kith runs on the data folder, or when the settings name only one key.
 */
export async function rotateKeys(env: Env): Promise<Rotated> {
  await refuseSecond(env.home);
  if (env.KITH_SECRET_KEY && !env.KITH_SECRET_KEY_BEFORE) {
    throw new StartError(
      'Set KITH_SECRET_KEY to a new key and KITH_SECRET_KEY_BEFORE to the present one, then run this again.',
    );
  }
  const database = await openDatabase(env);
  try {
    if (!env.KITH_SECRET_KEY) await changeKey(env.home);
    const rotated = await sealAnew(database.admin, await loadSecretBox(env));
    if (!env.KITH_SECRET_KEY) await forgetKeyBefore(env.home);
    return rotated;
  } finally {
    await database.close();
  }
}

/**
 * Seals and signs anew what is not under the present key. May be cut off and called again.
 * @throws StartError when something does not open: nothing may be lost in a change of keys.
 */
export async function sealAnew(admin: Sql, secrets: SecretBox): Promise<Rotated> {
  let count = 0;
  for await (const { place, id, sealed } of eachSealed(admin)) {
    if (sealed.startsWith(`v1.${secrets.keyId}.`)) continue;
    const again = secrets.seal(openOrFail(secrets, { place, id, sealed }), place.purpose(id));
    // A secret that somebody replaced meanwhile is under the present key already.
    await admin`
      update ${admin(place.table)} set ${admin(place.column)} = ${again} where ${admin(place.id)} = ${id} and ${admin(place.column)} = ${sealed}`;
    count += 1;
  }
  return { sealed: count, signed: await signSeals(admin, secrets) };
}

function openOrFail(secrets: SecretBox, { place, id, sealed }: SealedValue): string {
  try {
    return secrets.open(sealed, place.purpose(id));
  } catch (cause) {
    throw new StartError(
      `The secret in ${place.table}.${place.column} of ${id} does not open under the key before. It was left as it is.`,
      { cause },
    );
  }
}

/** Signs only what the key before had signed: a seal that does not fit stays as it is, and shows. */
async function signSeals(admin: Sql, secrets: SecretBox): Promise<number> {
  const seals = await admin<{ organizationId: string; number: string; chain: Buffer; keyId: string; mac: string }[]>`
    select organization_id as "organizationId", number, chain, key_id as "keyId", mac from app.audit_seals
    where key_id <> ${secrets.keyId} order by organization_id, number`;
  const good = seals.filter(({ chain, ...signature }) =>
    secrets.isSigned(chain.toString('hex'), auditPurpose, signature),
  );
  const rows = good.map(({ organizationId, number, chain }) => ({
    organizationId,
    number,
    mac: secrets.sign(chain.toString('hex'), auditPurpose),
  }));
  for (let from = 0; from < rows.length; from += batchSize) {
    const part = rows.slice(from, from + batchSize);
    await admin`
      update app.audit_seals s set key_id = ${secrets.keyId}, mac = n.mac
      from unnest(${part.map((row) => row.organizationId)}::uuid[], ${part.map((row) => row.number)}::bigint[],
        ${part.map((row) => row.mac)}::text[]) as n (organization_id, number, mac)
      where s.organization_id = n.organization_id and s.number = n.number`;
  }
  return rows.length;
}
