// Owns the rules of who works there, what their role may, and keys.
import { actorNames } from '../actors.ts';
import { closed, insiders, managers, nobody, type Rules } from './rule.ts';

export const accessRules: Rules = {
  permissions_of_people: {
    // Only app.grantable_to_keys reads it.
    select: { may: nobody, act: (tx) => tx`select from app.permissions_of_people` },
    insert: { may: nobody, act: (tx) => tx`insert into app.permissions_of_people values ('x.read')` },
    update: { may: nobody, act: (tx) => tx`update app.permissions_of_people set permission = 'x.read'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.permissions_of_people` },
  },
  event_subjects: {
    // Only app.record_events reads it.
    select: { may: nobody, act: (tx) => tx`select from app.event_subjects` },
    insert: { may: nobody, act: (tx) => tx`insert into app.event_subjects values ('contact', 'contacts.read')` },
    update: { may: nobody, act: (tx) => tx`update app.event_subjects set permission = 'contacts.read'` },
    delete: { may: nobody, act: (tx) => tx`delete from app.event_subjects` },
  },
  organizations: {
    select: {
      may: insiders,
      act: (tx, { organization }) => tx`select from app.organizations where id = ${organization}`,
    },
    insert: { may: nobody, act: (tx) => tx`insert into app.organizations (name) values ('New')` },
    update: {
      may: managers,
      act: (tx, { organization }) => tx`update app.organizations set name = 'Other' where id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.organizations where id = ${organization}`,
    },
  },
  memberships: {
    select: { may: insiders, act: (tx, { member }) => tx`select from app.memberships where user_id = ${member}` },
    insert: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`insert into app.memberships (organization_id, user_id, role) values (${organization}, auth.uid(), 'owner')`,
    },
    update: {
      // That only owners touch owners, members.test.ts tells.
      may: managers,
      act: (tx, { member }) => tx`update app.memberships set role = 'viewer' where user_id = ${member}`,
    },
    delete: {
      // Everybody may leave.
      may: [...managers, 'member'],
      act: (tx, { member }) => tx`delete from app.memberships where user_id = ${member}`,
    },
  },
  invitations: {
    select: {
      may: managers,
      act: (tx, { organization }) => tx`select id from app.invitations where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.invitations (organization_id, email, role, token_hash, language, invited_by, expires_at)
        values (${organization}, 'new@people.example', 'admin', sha256('new'), 'en', auth.uid(), now())`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.invitations set revoked_at = now() where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.invitations where organization_id = ${organization}`,
    },
  },
  role_permissions: {
    // The same for every organization, and no secret.
    select: {
      may: actorNames.filter((name) => name !== 'anon'),
      act: (tx) => tx`select from app.role_permissions`,
    },
    insert: { may: nobody, act: (tx) => tx`insert into app.role_permissions values ('viewer', 'contacts.write')` },
    update: {
      may: nobody,
      act: (tx) => tx`update app.role_permissions set role = 'viewer' where permission = 'keys.manage'`,
    },
    delete: { may: nobody, act: (tx) => tx`delete from app.role_permissions` },
  },
  embed_keys: {
    select: { may: managers, act: (tx, { key }) => tx`select from app.embed_keys where id = ${key}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.embed_keys (organization_id, name, key, allowed_origins, widgets, permissions, created_by)
        values (${organization}, 'New', 'pk_new', '{}', '{}', '{contacts.read}', auth.uid())`,
    },
    update: { may: managers, act: (tx, { key }) => tx`update app.embed_keys set revoked_at = now() where id = ${key}` },
    delete: { may: nobody, act: (tx, { key }) => tx`delete from app.embed_keys where id = ${key}` },
  },
  api_keys: {
    select: {
      may: managers,
      act: (tx, { organization }) => tx`select id from app.api_keys where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.api_keys (organization_id, name, mode, prefix, hash, permissions, created_by)
        values (${organization}, 'New', 'live', 'sk_live_0000', sha256('new'), '{contacts.read}', auth.uid())`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) => tx`update app.api_keys set name = 'Other' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.api_keys where organization_id = ${organization}`,
    },
  },
  embed_identities: {
    // Written with the key, and read by nobody.
    select: {
      may: nobody,
      act: (tx, { organization }) => tx`select from app.embed_identities where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization, identifiedKey }) => tx`
        insert into app.embed_identities (embed_key_id, organization_id, sealed)
        values (${identifiedKey}, ${organization}, 'v1.key.sealed')`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) =>
        tx`update app.embed_identities set sealed = '' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.embed_identities where organization_id = ${organization}`,
    },
  },
  // Through functions only.
  pairing_codes: closed(
    'pairing_codes',
    'insert into app.pairing_codes values (app.uuid_v7(), auth.uid(), sha256($$x$$))',
  ),
  paired_sessions: closed('paired_sessions', 'insert into app.paired_sessions values (app.uuid_v7(), auth.uid())'),
  embed_identity_uses: {
    select: { may: nobody, act: (tx) => tx`select from app.embed_identity_uses` },
    insert: {
      may: nobody,
      act: (tx, { key }) => tx`insert into app.embed_identity_uses values (${key}, sha256('x'), now())`,
    },
    update: { may: nobody, act: (tx) => tx`update app.embed_identity_uses set expires_at = now()` },
    delete: { may: nobody, act: (tx) => tx`delete from app.embed_identity_uses` },
  },
  role_reach: {
    select: {
      may: insiders,
      act: (tx, { organization }) => tx`select from app.role_reach where organization_id = ${organization}`,
    },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.role_reach (organization_id, role, reach) values (${organization}, 'admin', 'all')`,
    },
    update: {
      may: managers,
      act: (tx, { organization }) =>
        tx`update app.role_reach set reach = 'all' where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.role_reach where organization_id = ${organization}`,
    },
  },
  narrowed_permissions: {
    select: { may: nobody, act: (tx) => tx`select from app.narrowed_permissions` },
    insert: { may: nobody, act: (tx) => tx`insert into app.narrowed_permissions values ('x.read', false)` },
    update: { may: nobody, act: (tx) => tx`update app.narrowed_permissions set by_row = false` },
    delete: { may: nobody, act: (tx) => tx`delete from app.narrowed_permissions` },
  },
  roles: {
    select: { may: insiders, act: (tx, { role }) => tx`select from app.roles where id = ${role}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`
        insert into app.roles (organization_id, name, permissions) values (${organization}, 'New', '{deals.read}')`,
    },
    update: { may: managers, act: (tx, { role }) => tx`update app.roles set name = 'Other' where id = ${role}` },
    delete: { may: managers, act: (tx, { role }) => tx`delete from app.roles where id = ${role}` },
  },
  teams: {
    select: { may: insiders, act: (tx, { team }) => tx`select from app.teams where id = ${team}` },
    insert: {
      may: managers,
      act: (tx, { organization }) => tx`insert into app.teams (organization_id, name) values (${organization}, 'New')`,
    },
    update: { may: managers, act: (tx, { team }) => tx`update app.teams set name = 'Other' where id = ${team}` },
    delete: { may: nobody, act: (tx, { team }) => tx`delete from app.teams where id = ${team}` },
  },
  team_members: {
    select: { may: insiders, act: (tx, { team }) => tx`select from app.team_members where team_id = ${team}` },
    insert: {
      may: managers,
      act: (tx, { organization, team }) => tx`
        insert into app.team_members (organization_id, team_id, user_id)
        select ${organization}, ${team}, m.user_id from app.memberships m
        where m.organization_id = ${organization} and m.role = 'owner'`,
    },
    update: {
      may: nobody,
      act: (tx, { team }) => tx`update app.team_members set team_id = null where team_id = ${team}`,
    },
    delete: { may: managers, act: (tx, { team }) => tx`delete from app.team_members where team_id = ${team}` },
  },
};
