// Owns the wire shape of members: the people who work in an organization.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

export const Member = z
  .object({
    id: Id.openapi({ description: 'The user’s id, which owners of records name.' }),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(['owner', 'admin', 'member', 'viewer']),
    joinedAt: Timestamp,
  })
  .openapi('Member');

export type Member = z.infer<typeof Member>;
