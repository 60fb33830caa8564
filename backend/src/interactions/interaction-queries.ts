// Owns how interactions are read: Postgres writes their JSON, and row-level security leaves out hidden texts.
import type { Tx } from '../db/tenant.ts';

/** Joins the texts that the caller may see to the row `i`. */
export const interactionTexts = (tx: Tx) => tx`
  left join app.interaction_texts s
    on s.organization_id = i.organization_id and s.interaction_id = i.id and s.part = 'subject'
  left join app.interaction_texts b
    on b.organization_id = i.organization_id and b.interaction_id = i.id and b.part = 'body'`;

/** Arguments of json_build_object for the row `i` with its texts. */
export const interactionFields = (tx: Tx) => tx`
  'id', i.id, 'organizationId', i.organization_id, 'contactId', i.contact_id, 'channel', i.channel,
  'direction', i.direction, 'externalId', i.external_id, 'threadId', i.thread_id, 'subject', s.content,
  'body', b.content, 'bodyHidden', i.has_body and b.content is null, 'occurredAt', i.occurred_at,
  'visibility', i.visibility, 'loggedBy', i.logged_by, 'createdAt', i.created_at, 'version', i.version`;
