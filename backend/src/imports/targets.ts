// Owns what a column can be imported as: the fields of people, companies and deals.
import { z } from '@hono/zod-openapi';

export const importKinds = ['contacts', 'companies', 'deals'] as const;
export type ImportKind = (typeof importKinds)[number];

/** The fields of each kind, in the order in which they are offered. */
export const targetsOf = {
  contacts: [
    'name',
    'givenName',
    'additionalName',
    'familyName',
    'email',
    'phone',
    'title',
    'companyName',
    'companyDomain',
    'linkedin',
    'telegram',
    'url',
    'tags',
    'owner',
    'notes',
    'source',
    'language',
    'timeZone',
    'avatarUrl',
  ],
  companies: [
    'companyName',
    'companyDomain',
    'email',
    'phone',
    'linkedin',
    'url',
    'tags',
    'owner',
    'notes',
    'source',
    'language',
    'timeZone',
  ],
  deals: [
    'dealName',
    'stage',
    'pipeline',
    'amount',
    'currency',
    'expectedClose',
    'companyName',
    'email',
    'owner',
    'tags',
    'notes',
  ],
} as const satisfies Record<ImportKind, readonly string[]>;

export type StandardTarget = (typeof targetsOf)[ImportKind][number];
/** A standard field, or `field:` and the key of one of the organization's own. */
export type Target = StandardTarget | `field:${string}`;

const standard = new Set<string>(Object.values(targetsOf).flat());
const isTarget = (text: string): text is Target => standard.has(text) || /^field:[a-z0-9][a-z0-9_]{0,62}$/.test(text);

export const Target = z
  .string()
  .max(100)
  .refine(isTarget, { message: 'Name a field, or `field:` and the key of an own field.' })
  .openapi({ description: 'A field such as `email`, or `field:` and the key of an own field.' });

/** Targets that several columns may share. */
const shared = new Set<string>(['email', 'phone', 'linkedin', 'telegram', 'url', 'tags', 'notes']);
export const takesSeveral = (target: Target) => shared.has(target);
