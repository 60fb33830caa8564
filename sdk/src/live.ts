// Owns the names of live topics. Messages carry ids only; whoever listens fetches again.

export type LiveResource =
  | 'contacts'
  | 'companies'
  | 'interactions'
  | 'pipelines'
  | 'deals'
  | 'tags'
  | 'relations'
  | 'duplicates'
  | 'tasks'
  | 'notes'
  | 'fields'
  | 'jobs'
  | 'views'
  | 'imports'
  | 'organization'
  | 'privacy'
  | 'consents'
  | 'sharing'
  | 'workspaces'
  | 'never_log'
  | 'protected_recipients'
  | 'teams'
  | 'merges'
  | 'audit'
  | 'api_keys'
  | 'embed_keys';

/** The private Realtime topic that tells of changes to one resource of one organization. */
export const liveTopic = (organizationId: string, resource: LiveResource) => `org:${organizationId}:${resource}`;

/** Payload of the broadcast events `insert`, `update` and `delete` on a live topic. */
export interface LiveChange {
  type: LiveResource;
  /** Null when one statement touched many rows: fetch the list again. */
  id: string | null;
  version: number | null;
  /** On interactions, tasks and notes: whose timeline changed. Null when many rows changed. */
  contactId?: string | null;
}
