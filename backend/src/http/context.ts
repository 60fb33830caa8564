// Owns what a verb is given besides its input.
import type { Source } from '../audit/source.ts';
import type { Tx } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';
import type { Claims, KeyClaims } from '../tokens/claims.ts';

/** Who acts. `id` is the user's, the embed key's or the API key's; `userId` the person, null for keys, which are nobody. */
export type Actor =
  | { kind: 'user'; id: string; userId: string; claims: Claims }
  | { kind: 'embed'; id: string; userId: null; claims: Claims }
  | { kind: 'key'; id: string; userId: null; claims: KeyClaims };

/** The person whom claims name. */
export const personIn = (claims: Claims): Actor => ({ kind: 'user', id: claims.sub, userId: claims.sub, claims });

/** A request whose sender is known; nothing is asked of the database yet. */
export interface Caller {
  deps: Deps;
  actor: Actor;
  requestId: string;
  /** Organization that `Kith-Organization` asks for. */
  wantedOrganization: string | null;
  /** Where the audit log says that changes come from. */
  source: Source;
  /** Whether the request comes from the person at the server; asked by few. Left out by jobs, which come from nowhere. */
  fromThisMachine?: () => boolean;
}

/** A read inside the caller's transaction. Queries name the organization as `app.acting_organization()`. */
export interface ReadCtx {
  deps: Deps;
  actor: Actor;
  requestId: string;
  tx: Tx;
}

/** All that a list needs: it reads what the transaction may see. */
export type Reading = Pick<ReadCtx, 'tx'>;

/** A write inside the caller's transaction. */
export interface WriteCtx extends ReadCtx {
  organizationId: string;
}

/** A request without credentials. */
export interface OpenCtx {
  deps: Deps;
  requestId: string;
  /** The `Origin` header. */
  origin: string | null;
  /** Network address of the sender. */
  address: string | null;
  userAgent: string | null;
}

export type Permission =
  | 'roles.manage'
  | 'teams.read'
  | 'teams.manage'
  | 'contacts.read'
  | 'contacts.write'
  | 'contacts.erase'
  | 'data.export'
  | 'companies.read'
  | 'companies.write'
  | 'interactions.read'
  | 'interactions.write'
  | 'pipelines.read'
  | 'pipelines.manage'
  | 'deals.read'
  | 'deals.write'
  | 'tags.read'
  | 'tags.manage'
  | 'fields.read'
  | 'fields.manage'
  | 'organization.read'
  | 'organization.manage'
  | 'members.manage'
  | 'relations.read'
  | 'relations.write'
  | 'keys.manage'
  | 'security.manage'
  | 'jobs.read'
  | 'jobs.write'
  | 'tasks.read'
  | 'tasks.write'
  | 'notes.read'
  | 'notes.write'
  | 'drafts.approve'
  | 'undo.use'
  | 'merges.read'
  | 'duplicates.read'
  | 'duplicates.write'
  | 'audit.read'
  | 'views.read'
  | 'views.write'
  | 'imports.read'
  | 'imports.run'
  | 'workspaces.read'
  | 'workspaces.manage'
  | 'sharing.read'
  | 'sharing.write'
  | 'consents.read'
  | 'consents.write'
  | 'privacy.read'
  | 'privacy.manage'
  | 'never_log.read'
  | 'never_log.write'
  | 'protected_recipients.read'
  | 'protected_recipients.manage';
