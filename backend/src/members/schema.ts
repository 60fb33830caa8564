// Owns the wire shapes of members: the people who work in an organization.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { Role, RoleName } from '../roles/schema.ts';

export const Member = z
  .object({
    id: Id.openapi({ description: 'The user’s id, which owners of records name.' }),
    name: z.string(),
    email: z.string().nullable(),
    role: Role,
    roleName: RoleName,
    joinedAt: Timestamp,
    secondFactor: z.boolean().nullable().openapi({
      description: 'Whether they have set a second factor. Null for who does not manage members.',
    }),
    version: z.number().int(),
  })
  .openapi('Member');

export const MemberChange = z.object({ role: Role }).openapi('MemberChange');

export type Member = z.infer<typeof Member>;
