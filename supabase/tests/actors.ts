// Owns who the policy tests act as, and the rows of one organization that they try to reach.

import { randomUUID } from 'node:crypto';
import { anonymous, type Tx, writeAs } from '../../backend/src/db/tenant.ts';
import { EmbedPermission } from '../../backend/src/embed/schema.ts';
import { createPerson, type TestDeps } from '../../backend/src/testing/test-deps.ts';
import type { Claims, KeyClaims } from '../../backend/src/tokens/claims.ts';
import { idOf } from './row-writer.ts';
import { addRows, type Rows } from './rows.ts';

export const actorNames = [
  'owner',
  'admin',
  'member', // made the rows that belong to somebody
  'colleague', // another member
  'approver',
  'viewer',
  'custom', // a role of the organization's own, with what members may
  'own', // the same, with a reach of what one owns
  'team', // the same, with a reach of one's team: the member and they
  'embed', // a key with every permission that keys can have
  'revoked embed',
  'outsider', // owner of another organization
  'outside embed',
  'key', // an API key with every permission that one can be given
  'bare key', // one that may do nothing that there is
  'revoked key', // with every permission
  'ended key',
  'outside key',
  'anon',
] as const;
export type ActorName = (typeof actorNames)[number];

export interface House {
  /** Who owns the records; undefined for nobody. */
  holder: 'member' | 'own' | undefined;
  rows: Rows;
  claims: Record<ActorName, Claims | KeyClaims | typeof anonymous>;
}

const keyPermissions = EmbedPermission.options;

/**
 * Builds the organization with one row of everything, and everybody who may or may not reach it.
 * @param holder who owns the records, and made what somebody makes; else nobody owns them, and the member made it.
 */
export async function buildHouse(deps: TestDeps, holder?: 'member' | 'own'): Promise<House> {
  const owner = await createPerson(deps);
  const organization = owner.organizationId;
  const place = { organizationId: organization };
  const admin = await createPerson(deps, { ...place, role: 'admin' });
  const member = await createPerson(deps, { ...place, role: 'member' });
  const colleague = await createPerson(deps, { ...place, role: 'member' });
  const approver = await createPerson(deps, { ...place, role: 'approver' });
  const viewer = await createPerson(deps, { ...place, role: 'viewer' });
  const custom = await createPerson(deps, { ...place, role: await addRole(deps, organization, 'all') });
  const own = await createPerson(deps, { ...place, role: await addRole(deps, organization, 'own') });
  const team = await createPerson(deps, { ...place, role: await addRole(deps, organization, 'team') });
  const outsider = await createPerson(deps);
  const key = await addKey(deps, organization);
  const revoked = await addKey(deps, organization);
  await deps.admin`update app.embed_keys set revoked_at = now() where id = ${revoked}`;
  const outsideKey = await addKey(deps, outsider.organizationId);
  const keys = await addApiKeys(deps, organization);
  const maker = holder === 'own' ? own.userId : member.userId;
  const rows = await addRows(deps, organization, maker);
  if (holder) await ownRecords(deps, organization, maker);
  await deps.admin`
    with shared as (insert into app.teams (organization_id, name) values (${organization}, 'South') returning id)
    insert into app.team_members (organization_id, team_id, user_id)
    select ${organization}, shared.id, one from shared, unnest(${[member.userId, team.userId]}::uuid[]) as one`;
  return {
    holder,
    rows: {
      organization,
      outside: outsider.organizationId,
      member: maker,
      key,
      identifiedKey: await addKey(deps, organization, true),
      ...rows,
    },
    claims: {
      owner: owner.claims,
      admin: admin.claims,
      member: member.claims,
      colleague: colleague.claims,
      approver: approver.claims,
      viewer: viewer.claims,
      custom: custom.claims,
      own: own.claims,
      team: team.claims,
      embed: await embedClaims(deps, key, organization),
      'revoked embed': await embedClaims(deps, revoked, organization),
      outsider: outsider.claims,
      // Claims to be of this organization; only its key counts.
      'outside embed': await embedClaims(deps, outsideKey, organization),
      ...keys,
      // The same.
      'outside key': await apiKeyOf(deps, { organization: outsider.organizationId, claimed: organization }),
      anon: anonymous,
    },
  };
}

/** A role with the permissions of members. */
async function addRole({ admin }: TestDeps, organization: string, reach: string): Promise<string> {
  return idOf(
    await admin`
    insert into app.roles (organization_id, name, permissions, reach)
    select ${organization}, ${`Reaches ${reach}`}, array_agg(permission), ${reach} from app.role_permissions
    where role = 'member' returning id`,
  );
}

async function ownRecords({ admin }: TestDeps, organization: string, owner: string): Promise<void> {
  for (const table of ['contacts', 'companies', 'deals']) {
    await admin`update app.${admin(table)} set owner_id = ${owner} where organization_id = ${organization}`;
  }
  await admin`update app.imports set created_by = ${owner} where organization_id = ${organization}`;
}

async function addKey({ admin }: TestDeps, organization: string, identified = false): Promise<string> {
  return idOf(
    await admin`
    insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions, segmented, identified)
    values (${organization}, 'Key', ${randomUUID()}, '{https://intranet.example}', '{}', ${keyPermissions}, ${identified},
      ${identified}) returning id`,
  );
}

async function embedClaims(deps: TestDeps, key: string, organization: string): Promise<Claims> {
  const bound = { key_id: key, organization_id: organization, origin: 'https://intranet.example' };
  const { token } = await deps.tokens.sign({ sub: key, role: 'authenticated', kith_embed: bound }, 900);
  return deps.tokens.verify(token);
}

async function addApiKeys(deps: TestDeps, organization: string) {
  const one = (more: object = {}) => apiKeyOf(deps, { organization, claimed: organization, ...more });
  return {
    key: await one(),
    'bare key': await one({ permissions: ['nothing.read'] }),
    'revoked key': await one({ over: 'revoked_at' }),
    'ended key': await one({ over: 'expires_at' }),
  };
}

interface MadeKey {
  organization: string;
  /** The organization that its claims name. */
  claimed: string;
  /** Left out: whatever a key can be given. */
  permissions?: string[];
  /** Which time of it has passed. */
  over?: 'revoked_at' | 'expires_at';
}

async function apiKeyOf(
  { admin }: TestDeps,
  { organization, claimed, permissions, over }: MadeKey,
): Promise<KeyClaims> {
  const id = idOf(
    await admin`
    insert into app.api_keys (organization_id, name, mode, prefix, hash, permissions)
    values (${organization}, 'Actor', 'live', 'sk_live_0000', sha256(gen_random_uuid()::text::bytea),
      coalesce(${permissions ?? null}::text[], array(
        select p.permission from app.role_permissions p where p.role = 'owner'
        except select permission from app.permissions_of_people))) returning id`,
  );
  if (over) await admin`update app.api_keys set ${admin(over)} = now() where id = ${id}`;
  return { role: 'authenticated', kith_key: { key_id: id, organization_id: claimed } };
}

class Undo extends Error {}

/** Tries something in an actor's name and undoes it. True when it reached a row, false when it was refused or found none. */
export async function reaches(
  deps: TestDeps,
  claims: Claims | KeyClaims | typeof anonymous,
  act: (tx: Tx) => Promise<{ count: number }>,
): Promise<boolean> {
  let reached = 0;
  try {
    await writeAs(deps.sql, claims, async (tx) => {
      reached = (await act(tx)).count;
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo) && Reflect.get(Object(error), 'code') !== '42501') throw error;
  }
  return reached > 0;
}
