// Owns the wire shapes of teams.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

const MemberIds = z.array(Id).max(500).openapi({
  description: 'Users who belong to it, each a member of the organization. A person may be in several teams.',
});

export const Team = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    memberIds: MemberIds,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Team');
export const DeletedTeam = Team.extend({ undoToken: UndoToken }).openapi('DeletedTeam');

const Name = z.string().trim().min(1).max(200);
export const NewTeam = z.object({ name: Name, memberIds: MemberIds.default([]) }).openapi('NewTeam');
export const TeamPatch = z.object({ name: Name.optional(), memberIds: MemberIds.optional() }).openapi('TeamPatch');
export type Team = z.infer<typeof Team>;
export type NewTeam = z.infer<typeof NewTeam>;
export type TeamPatch = z.infer<typeof TeamPatch>;
