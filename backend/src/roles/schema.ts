// Owns the wire shapes of roles: the built-in ones, and those that an organization makes for itself.
import { z } from '@hono/zod-openapi';
import { Timestamp } from '../http/wire.ts';

export const builtInRoles = ['owner', 'admin', 'member', 'approver', 'viewer'] as const;
export const isBuiltIn = (role: string): boolean => builtInRoles.some((one) => one === role);

/** What a membership or an invitation names. */
export const Role = z
  .string()
  .regex(
    /^(owner|admin|member|approver|viewer|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'Name a role, or the id of one.',
  )
  .openapi('Role', {
    description:
      'A built-in role, `owner`, `admin`, `member`, `approver` or `viewer`; or the id of one of the organization’s own.',
  });
export const RoleName = z
  .string()
  .nullable()
  .openapi({ description: 'Name of a role of the organization’s own; null for a built-in one.' });

export const Reach = z.enum(['own', 'team', 'all']).openapi({
  description:
    'Which contacts, companies and deals it sees, with all that hangs on them: those whose owner one is, those of everybody in a team of one’s own, or all.',
});

const Permissions = z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).max(200);

export const RoleDetail = z
  .object({
    id: Role,
    name: RoleName,
    permissions: Permissions,
    reach: Reach,
    members: z.number().int().openapi({ description: 'How many members have it.' }),
    mayGrant: z.boolean().openapi({ description: 'Whether the caller may give it to somebody, or take it from them.' }),
    mayChange: z.boolean().openapi({
      description: 'Whether the caller may change it: of a built-in one how far it reaches, of others all.',
    }),
    createdAt: Timestamp.nullable().openapi({ description: 'Null for a built-in one.' }),
    version: z.number().int(),
  })
  .openapi('RoleDetail');

const Name = z.string().trim().min(1).max(100);
const Given = Permissions.min(1).openapi({
  description:
    'None beyond the caller’s own. What others need is added: `organization.read` always, `contacts.read` with `contacts.write`, `undo.use` with whatever changes something.',
});
export const NewRole = z.object({ name: Name, permissions: Given, reach: Reach.default('all') }).openapi('NewRole');
export const RolePatch = z
  .object({ name: Name.optional(), permissions: Given.optional(), reach: Reach.optional() })
  .openapi('RolePatch');
/** What the address of a change names. */
export const RoleParam = z.object({ id: Role.openapi({ param: { name: 'id', in: 'path' } }) });
export const RoleDeletion = z.object({
  replacement: Role.optional().openapi({ description: 'What its members and open invitations get instead.' }),
});

export const RolesAndPermissions = z
  .object({
    items: z.array(RoleDetail).openapi({ description: 'The built-in ones first, then by name.' }),
    nextCursor: z.string().nullable(),
    grantable: z.array(z.string()).openapi({ description: 'Permissions that the caller may give to a role.' }),
    narrowed: z.array(z.string()).openapi({
      description: 'Permissions that work when a role does not reach all records; the others are closed to it.',
    }),
  })
  .openapi('RolesAndPermissions');

export type Role = z.infer<typeof Role>;
export type Reach = z.infer<typeof Reach>;
export type NewRole = z.infer<typeof NewRole>;
export type RolePatch = z.infer<typeof RolePatch>;
