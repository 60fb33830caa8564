// Owns what sets the two lists apart: whose lines they hold, and what their changes are called.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';

interface List {
  table: string;
  added: 'never_log.added' | 'protected_recipient.added';
  removed: 'never_log.removed' | 'protected_recipient.removed';
  /** The column that says who added a line. */
  by: 'user_id' | 'created_by';
}

export const lists = {
  'never-log': { table: 'never_log', added: 'never_log.added', removed: 'never_log.removed', by: 'user_id' },
  'protected-recipients': {
    table: 'protected_recipients',
    added: 'protected_recipient.added',
    removed: 'protected_recipient.removed',
    by: 'created_by',
  },
} as const satisfies Record<string, List>;
export type ListName = keyof typeof lists;

/** Arguments of json_build_object for the line `r`. */
export const addressFields = (tx: Tx) => tx`
  'id', r.id, 'organizationId', r.organization_id, 'kind', r.kind, 'value', r.value, 'createdAt', r.created_at`;

export const noSuchAddress = () => new AppError('not_found', 'This is not on the list.');
