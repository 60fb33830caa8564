// Owns the wire shapes of roles: the built-in ones, and those that an organization makes for itself.
import { z } from '@hono/zod-openapi';
import { Timestamp } from '../http/wire.ts';

export const builtInRoles = ['owner', 'admin', 'member', 'viewer'] as const;

/** What a membership or an invitation names. */
export const Role = z
  .string()
  .regex(/^(owner|admin|member|viewer|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'Name a role, or the id of one.')
  .openapi('Role', {
    description: 'A built-in role, `owner`, `admin`, `member` or `viewer`; or the id of one of the organization’s own.',
  });
export const RoleName = z
  .string()
  .nullable()
  .openapi({ description: 'Name of a role of the organization’s own; null for a built-in one.' });

const Permissions = z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).max(200);

export const RoleDetail = z
  .object({
    id: Role,
    name: RoleName,
    permissions: Permissions,
    members: z.number().int().openapi({ description: 'How many members have it.' }),
    mayGrant: z.boolean().openapi({ description: 'Whether the caller may give it to somebody, or take it from them.' }),
    mayChange: z.boolean().openapi({ description: 'Whether the caller may change or delete it.' }),
    createdAt: Timestamp.nullable().openapi({ description: 'Null for a built-in one.' }),
    version: z.number().int(),
  })
  .openapi('RoleDetail');

const Name = z.string().trim().min(1).max(100);
const Given = Permissions.min(1).openapi({
  description:
    'None beyond the caller’s own. What others need is added: `organization.read` always, `contacts.read` with `contacts.write`, `undo.use` with whatever changes something.',
});
export const NewRole = z.object({ name: Name, permissions: Given }).openapi('NewRole');
export const RolePatch = z.object({ name: Name.optional(), permissions: Given.optional() }).openapi('RolePatch');
export const RoleDeletion = z.object({
  replacement: Role.optional().openapi({ description: 'What its members and open invitations get instead.' }),
});

export const RolesAndPermissions = z
  .object({
    items: z.array(RoleDetail).openapi({ description: 'The built-in ones first, then by name.' }),
    nextCursor: z.string().nullable(),
    grantable: z.array(z.string()).openapi({ description: 'Permissions that the caller may give to a role.' }),
  })
  .openapi('RolesAndPermissions');

export type Role = z.infer<typeof Role>;
export type NewRole = z.infer<typeof NewRole>;
export type RolePatch = z.infer<typeof RolePatch>;
