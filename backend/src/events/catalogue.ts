// Owns the catalogue of events: every type with its subject and payload. Webhooks, automations and documents read it.
import { z } from 'zod';

const Empty = z.strictObject({});
/** Names of the fields that changed, as on the wire; never their values. */
const Changed = z.strictObject({ changed: z.array(z.string()).min(1) });
const LoggedMessage = z.strictObject({
  contactId: z.uuid(),
  channel: z.string(),
  direction: z.enum(['inbound', 'outbound']),
});

export const eventCatalogue = {
  // Written by the database when somebody signs up.
  'user.created': { subject: 'user', payload: Empty },
  'contact.created': { subject: 'contact', payload: Empty },
  'contact.updated': { subject: 'contact', payload: Changed },
  'contact.deleted': { subject: 'contact', payload: Empty },
  'contact.restored': { subject: 'contact', payload: Empty },
  'company.created': { subject: 'company', payload: Empty },
  'company.updated': { subject: 'company', payload: Changed },
  'company.deleted': { subject: 'company', payload: Empty },
  'company.restored': { subject: 'company', payload: Empty },
  'interaction.logged': { subject: 'interaction', payload: LoggedMessage },
  'interaction.forgotten': { subject: 'interaction', payload: z.strictObject({ contactId: z.uuid() }) },
  'embed_key.created': { subject: 'embed_key', payload: Empty },
  'embed_key.revoked': { subject: 'embed_key', payload: Empty },
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventPayload<T extends EventType> = z.input<(typeof eventCatalogue)[T]['payload']>;
