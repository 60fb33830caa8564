// Owns the wire shapes of who the caller is and where a client finds the install.
import { z } from '@hono/zod-openapi';
import { Id } from '../http/wire.ts';
import { Reach, Role, RoleName } from '../roles/schema.ts';

/** An organization that somebody belongs to. */
export const Belonging = z
  .object({
    id: Id,
    name: z.string(),
    role: Role,
    roleName: RoleName,
    sandboxOf: Id.nullable().openapi({ description: 'The organization whose test keys work in this one.' }),
  })
  .openapi('Belonging');

export const Organization = z
  .object({ id: Id, name: z.string(), sandboxOf: Id.nullable(), version: z.number().int() })
  .openapi('Organization');
export const OrganizationChange = z.object({ name: z.string().trim().min(1).max(200) }).openapi('OrganizationChange');

export const Me = z
  .object({
    user: z
      .object({ id: Id, email: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Null for embed tokens and API keys.' }),
    organizations: z.array(
      z.object({
        id: Id,
        name: z.string(),
        role: z.union([Role, z.null()]),
        roleName: RoleName,
        reach: z.union([Reach, z.null()]).openapi({ description: 'Which records the role sees; null for keys.' }),
        sandboxOf: Id.nullable().openapi({ description: 'The organization whose test keys work in this one.' }),
        mfaMissing: z.boolean().openapi({
          description:
            'True: it asks for a second factor, which this session has not given. Nothing of it can be reached.',
        }),
      }),
    ),
    permissions: z.array(z.string()).openapi({ description: 'In the organization that this request acts in.' }),
  })
  .openapi('Me');

export const SignInPolicy = z
  .object({
    mfaRequired: z.boolean().openapi({
      description: 'Everybody who belongs here needs a second factor. API keys and embed keys are no people and pass.',
    }),
  })
  .openapi('SignInPolicy');

export type OrganizationChange = z.infer<typeof OrganizationChange>;

export const WellKnown = z
  .object({
    name: z.string(),
    version: z.string(),
    apiUrl: z.url(),
    supabaseUrl: z.url(),
    publishableKey: z.string(),
    pairing: z.boolean().openapi({ description: 'Whether codes pair the browser extension here.' }),
    passwordLength: z.union([z.number().int(), z.null()]).openapi({
      description: 'Fewest characters of a new password; null where a Supabase project decides.',
    }),
  })
  .openapi('WellKnown');
