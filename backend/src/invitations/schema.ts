// Owns the wire shapes of invitations.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { Role, RoleName } from '../roles/schema.ts';

/** Longest address that mail servers take. */
const Email = z.string().trim().toLowerCase().max(254).pipe(z.email('Write an address such as ada@people.example.'));

export const NewInvitation = z
  .object({
    email: Email.openapi({ description: 'Lower case is what is kept.' }),
    role: Role,
    language: z.enum(['en', 'ru']).default('en').openapi({ description: 'Language of the mail: the inviter’s.' }),
  })
  .openapi('NewInvitation');

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: Role,
    roleName: RoleName,
    language: z.enum(['en', 'ru']),
    invitedBy: Id.nullable(),
    expiresAt: Timestamp,
    acceptedAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    version: z.number().int(),
  })
  .openapi('Invitation');

const Token = z
  .string()
  .max(200)
  .openapi({ description: 'What stands after `#/invitation/` in the address that the mail leads to.' });
export const InvitationToken = z.object({ token: Token }).openapi('InvitationToken');

export const InvitationPreview = z
  .object({
    organization: z.string().openapi({ description: 'Name of the organization.' }),
    invitedBy: z.string().nullable().openapi({ description: 'Name of who invites; null when they are gone.' }),
    email: z.string().openapi({ description: 'The address that it was sent to, and that accepts it.' }),
    role: Role,
    roleName: RoleName,
    expiresAt: Timestamp,
    state: z.enum(['open', 'accepted', 'expired']),
  })
  .openapi('InvitationPreview');

export type NewInvitation = z.infer<typeof NewInvitation>;
export type Invitation = z.infer<typeof Invitation>;
export type InvitationPreview = z.infer<typeof InvitationPreview>;
