// Owns the wire shapes of the two lists of whose messages are not logged.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const AddressKind = z.enum(['domain', 'email', 'phone', 'telegram', 'linkedin']).openapi('AddressKind', {
  description: 'A `domain` stands for all mail addresses of it and of the domains below it.',
});
export type AddressKind = z.infer<typeof AddressKind>;

/** Which of the lists forbids a message. */
export const UnloggedList = z.enum(['never_log', 'protected_recipients']).openapi('UnloggedList', {
  description: 'The caller’s own list, or the organization’s protected recipients.',
});
export type UnloggedList = z.infer<typeof UnloggedList>;

export const UnloggedAddress = z
  .object({
    id: Id,
    organizationId: Id,
    kind: AddressKind,
    value: z.string().openapi({ description: 'In the form in which addresses are compared.' }),
    createdAt: Timestamp,
  })
  .openapi('UnloggedAddress');
export type UnloggedAddress = z.infer<typeof UnloggedAddress>;

export const NewUnloggedAddress = z
  .object({
    address: z.string().trim().min(1).max(2000).openapi({
      description: 'A mail address, a domain, a phone number with +, a Telegram @name or a LinkedIn profile.',
    }),
  })
  .openapi('NewUnloggedAddress');

export const ChangedUnlogged = UnloggedAddress.extend({ undoToken: UndoToken }).openapi('ChangedUnlogged');
