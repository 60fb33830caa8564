import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';
import { allRoutes } from './registry.ts';
import { askFor } from './testing/ask.ts';
import { gatesOf } from './testing/gates.ts';
import { createHousehold, type Household } from './testing/household.ts';

const secured = allRoutes.filter((route) => route.security).map((route) => [route.operationId ?? '', route] as const);

/** From those who may least: what the others delete is missed by nobody any more. */
const actors = ['viewer', 'approver', 'a key of one scope', 'member', 'a key of every scope', 'admin'];
const isKey = (actor: string) => actor.startsWith('a key');

/** Whom rules beyond the permission refuse. */
const alsoRefused: Record<string, (actor: string) => boolean> = {
  // Of people alone.
  ...Object.fromEntries(
    'listSessions endSession endOtherSessions acceptInvitation editContactsInJob editCompaniesInJob editDealsInJob'
      .split(' ')
      .map((name) => [name, isKey]),
  ),
  // Of people who start jobs: others take the same files at once.
  startExport: (actor) => actor === 'viewer' || actor === 'approver' || isKey(actor),
  // For a session to go on from, which these tokens have none of.
  createPairingCode: () => true,
  // The household's person is the owner, whom only owners touch.
  ...{ changeMember: () => true, removeMember: () => true },
  // What the owner made.
  ...Object.fromEntries(
    'forgetInteraction updateView deleteView restoreView updateNote deleteNote restoreNote'
      .split(' ')
      .map((name) => [name, (actor: string) => actor !== 'admin']),
  ),
};

/** Whoever opens one of these to members, or closes one, says so here. */
const managersAlone = `
  addProtectedRecipient addStage archiveCustomField archiveWorkspace changeApiKey changeFieldType changeMember
  createApiKey createCustomField createEmbedKey createInvitation createPipeline createRole createTeam
  createWorkspace deletePipeline deleteRole deleteTag deleteTeam eraseContact exportAudit listApiKeys listAudit
  listEmbedKeys listEmbedWidgets listInvitations listKeyPermissions mergeTag orderCustomFields removeProtectedRecipient
  removeStage resendInvitation restoreCustomField restorePipeline restoreTeam restoreWorkspace revokeApiKey
  revokeEmbedKey revokeInvitation rotateApiKey setPrivacy updateCustomField updateOrganization updatePipeline
  updateRole updateStage updateTag updateTeam updateWorkspace`
  .trim()
  .split(/\s+/);
/** Which ask for no permission, but for somebody who is known. */
const forAnybody = ['acceptInvitation', 'getMe'];
const ownersAlone = ['listOutbox', 'setSignInPolicy'];

describe('every endpoint', () => {
  let api: TestApi;
  let ann: Household;
  let gateOf: (operation: string) => string | null;
  const tokens: Record<string, string> = {};
  const permissions: Record<string, string[]> = {};

  beforeAll(async () => {
    api = await createTestApi();
    ann = await createHousehold(api, await createPerson(api.deps), 'Of Ann');
    gateOf = gatesOf(api.deps);
    for (const actor of actors) await (isKey(actor) ? makeKey(actor) : join(actor));
    permissions['owner'] = await ofRole('owner');
  });
  afterAll(() => api.close());

  const ofRole = async (role: string) => {
    const held = await api.deps.admin`select permission from app.role_permissions where role = ${role}`;
    return held.map((row) => String(row['permission']));
  };
  const join = async (role: string) => {
    tokens[role] = (await createPerson(api.deps, { organizationId: ann.person.organizationId, role })).token;
    permissions[role] = await ofRole(role);
  };
  const makeKey = async (name: string) => {
    const { token } = ann.person;
    const all = (await api.call('GET', '/v1/api-keys/permissions', { token })).body.permissions;
    const body = { name, permissions: name === 'a key of one scope' ? ['contacts.read'] : all };
    const made = (await api.call('POST', '/v1/api-keys', { token, body })).body;
    tokens[name] = made.secret;
    permissions[name] = made.permissions;
  };

  const mayUse = (actor: string, operation: string) => {
    const gate = gateOf(operation);
    return gate === null || permissions[actor]?.includes(gate) === true;
  };

  describe.each(actors)('for %s', (actor) => {
    it.each(secured)('%s opens with its permission, and only with it', async (name, route) => {
      const reply = await askFor(api, ann, route, { token: tokens[actor] ?? '' });
      if (!mayUse(actor, name)) expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      else if (alsoRefused[name]?.(actor)) expect([name, [403, 404].includes(reply.status)]).toEqual([name, true]);
      else expect([name, reply.status]).not.toEqual([name, 403]);
    });
  });

  it('that is for managers alone stays so', () => {
    const names = secured.map(([name]) => name).toSorted();
    const beyond = (more: string, less: string) => names.filter((name) => mayUse(more, name) && !mayUse(less, name));
    expect(beyond('admin', 'member')).toEqual(managersAlone);
    expect(beyond('owner', 'admin')).toEqual(ownersAlone);
    expect([beyond('member', 'admin'), beyond('viewer', 'member'), beyond('admin', 'owner')]).toEqual([[], [], []]);
    expect(names.filter((name) => gateOf(name) === null)).toEqual(forAnybody);
  });
});
