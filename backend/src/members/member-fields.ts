// Owns how a member is answered.
import type { Tx } from '../db/tenant.ts';

/** A row `m` of `app.members` as it is on the wire. */
export const memberFields = (tx: Tx) => tx`
  'id', m.user_id, 'name', m.name, 'email', m.email, 'role', m.role, 'roleName', m.role_name, 'joinedAt', m.joined_at, 'version', m.version,
  'secondFactor', app.second_factor_of((select app.acting_organization()), m.user_id)`;
