// Owns how interactions are read: Postgres writes their JSON, and row-level security leaves out hidden texts.
import type { Tx } from '../db/tenant.ts';

/** Joins the `texts` that the caller may see to the row `i`, both by one look. */
export const interactionTexts = (tx: Tx) => tx`
  cross join lateral (
    select max(t.content) filter (where t.part = 'subject') as subject, max(t.content) filter (where t.part = 'body') as body
    from app.interaction_texts t where t.organization_id = i.organization_id and t.interaction_id = i.id) texts`;

/** Arguments of json_build_object for the row `i` with its texts. */
export const interactionFields = (tx: Tx) => tx`
  'id', i.id, 'organizationId', i.organization_id, 'contactId', i.contact_id, 'channel', i.channel,
  'direction', i.direction, 'externalId', i.external_id, 'threadId', i.thread_id, 'subject', texts.subject,
  'body', texts.body, 'bodyHidden', i.has_body and texts.body is null, 'occurredAt', i.occurred_at,
  'visibility', i.visibility, 'loggedBy', i.logged_by, 'createdAt', i.created_at, 'version', i.version`;
